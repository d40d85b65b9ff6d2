import { fileURLToPath } from 'node:url'
import type { Panel } from './compose.ts'
import type { Config } from './lib/config.ts'
import { isSameSecret } from './lib/derived-text.ts'
import type { Logger } from './lib/log.ts'
import { deriveKey } from './lib/secret-keys.ts'
import { isDatabaseAway } from './store/faults.ts'
import { createApp } from './web/app.ts'
import { assets } from './web/assets/assets.ts'
import { paths } from './web/paths.ts'
import { requestFormats } from './web/request-format.ts'
import { templates } from './web/templates.ts'

/** Beside `src` in development and beside `dist` in a build. */
const folder = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

interface PanelWebOptions {
  log: Logger
  isCached: boolean
  /** Turns readiness off before the end. */
  isStopping: () => boolean
  /** Absent: this process does not watch the servers. */
  isWatching?: (() => boolean) | undefined
  liveBeatMs?: number
}

/** The web application on a composed panel. */
export function panelWeb(
  panel: Panel,
  config: Pick<Config, 'baseUrl' | 'basePath' | 'trustProxy' | 'metricsToken'>,
  options: PanelWebOptions,
) {
  const { log, isCached } = options
  const { database, secrets, services } = panel
  const places = paths(config.basePath)
  return createApp({
    services,
    log,
    styleguideOf: isCached ? undefined : folder('public'),
    baseUrl: config.baseUrl,
    trustProxy: config.trustProxy,
    liveBeatMs: options.liveBeatMs,
    metrics: { token: config.metricsToken, isSameSecret },
    site: {
      templates: templates(folder('views'), isCached),
      assets: assets(folder('public'), places.assets(), isCached),
      paths: places,
      formatFor: requestFormats(),
    },
    session: {
      pool: database.pool,
      secrets: [secrets.current, secrets.previous ?? []]
        .flat()
        .map((secret) => deriveKey(secret, 'sessions').toString('base64url')),
      onError: (error) => log.warn({ err: error }, 'The session store failed'),
    },
    isDatabaseAway,
    readiness: async () => ({
      database: await isAnswering(database.pool),
      running: !options.isStopping(),
      ...(options.isWatching && { monitor: options.isWatching() }),
    }),
  })
}

async function isAnswering(pool: Panel['database']['pool']): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  )
}
