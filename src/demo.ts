import { resolve } from 'node:path'
import { compose } from './compose.ts'
import { keptAppSecret } from './lib/app-secret.ts'
import { type Config, readConfig } from './lib/config.ts'
import { derivedCode } from './lib/derived-text.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './lib/embedded-postgres/start.ts'
import { createLog } from './lib/log.ts'
import { deriveKey } from './lib/secret-keys.ts'
import { endOnFailure, endWith } from './process-end.ts'
import { startSampleFleet } from './sample-fleet.ts'
import { servePanel } from './serve-panel.ts'

const username = 'demo'

const graceMs = 1000

/**
 * The panel with sandbox backup servers beside it, all on one embedded Postgres of their own. With
 * `--dev` templates and styles are read anew for each page, and every request is logged.
 */
async function main(): Promise<void> {
  const isDevelopment = process.argv.includes('--dev')
  const settings = readConfig()
  const dataDir = resolve(settings.dataDir, 'demo')
  const log = createLog({ level: isDevelopment ? 'debug' : 'warn', format: 'text' })
  endOnFailure(log)
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const closers = [() => postgres.stop()]
  try {
    const config = { ...settings, ...(await ownDatabase(postgres, dataDir)) }
    const panel = await compose(config, log)
    closers.push(() => panel.close())
    const key = deriveKey(panel.secrets.current, 'demo')
    const fleet = await startSampleFleet(panel, {
      dataDir,
      databaseUrl: postgres.url('postgres'),
      token: derivedCode(key, 'token'),
    })
    closers.push(() => fleet.close())
    const password = derivedCode(key, 'password')
    await panel.services.setup.seed({ username, password })
    const ready = (address: string) => tell(address, password)
    await servePanel(panel, config, { log, isCached: !isDevelopment, graceMs, ready })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Never the database or the secret of a real installation that the environment may name. */
async function ownDatabase(postgres: EmbeddedPostgres, dataDir: string) {
  return {
    databaseUrl: await postgres.ensureDatabase('backupgram_admin'),
    appSecret: keptAppSecret(dataDir),
    appSecretPrevious: undefined,
  } satisfies Partial<Config>
}

function tell(address: string, password: string): void {
  process.stdout.write(`
  backupgram-admin is ready, with sandbox backup servers and sample databases.

    Open      ${address}
    Username  ${username}
    Password  ${password}

  Everything here is for trying out. Ctrl-C stops it.
`)
}

await main().catch(endWith)
