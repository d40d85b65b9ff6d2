import type { Panel } from './compose.ts'
import type { Config } from './lib/config.ts'
import type { Logger } from './lib/log.ts'
import { alertLoop } from './monitor/alert-loop.ts'
import { type MonitorLoop, monitorLoop } from './monitor/loop.ts'
import { panelWeb } from './panel-web.ts'
import { untilToldToStop } from './process-end.ts'
import { isDatabaseAway } from './store/faults.ts'
import { listen } from './web/listen.ts'

interface ServeOptions {
  log: Logger
  /** Templates and styles are read once; otherwise anew for each page. */
  isCached: boolean
  /** How long what is under way may go on after the signal to stop. */
  graceMs: number
  /** Called with the address as soon as the panel answers there. */
  ready(address: string): void
}

/** Answers requests until the process is told to stop, and then lets what is under way finish. */
export async function servePanel(
  panel: Panel,
  config: Config,
  options: ServeOptions,
): Promise<void> {
  const { log, isCached } = options
  const state = { isStopping: false }
  const monitor = config.isMonitorOn ? watching(panel, config, log) : undefined
  const alerts = config.isMonitorOn
    ? alertLoop(panel.services.alerts, { log, isDatabaseAway })
    : undefined
  const app = panelWeb(panel, config, {
    log,
    isCached,
    isStopping: () => state.isStopping,
    isWatching: monitor?.isAlive,
  })
  const web = await listen(app, config.host, config.port)
  monitor?.start()
  alerts?.start()
  options.ready(addressOf(config, web.port))
  const signal = await untilToldToStop()
  state.isStopping = true
  log.info({ signal }, 'The panel is stopping')
  panel.services.live.close() // or stopping would wait for pages that only listen
  const stopping = [web, monitor, alerts].map((each) => each?.stop(options.graceMs))
  await Promise.all(stopping)
}

function watching({ services }: Panel, config: Config, log: Logger): MonitorLoop {
  return monitorLoop(services.monitor, {
    log,
    concurrency: config.monitorConcurrency,
    isDatabaseAway,
  })
}

function addressOf({ baseUrl, basePath, host }: Config, port: number): string {
  const shown = host.includes(':') ? `[${host}]` : host
  return baseUrl?.href ?? `http://${shown}:${port}${basePath}/`
}
