import { compose, type Panel } from './compose.ts'
import { type Config, readConfig } from './lib/config.ts'
import { keepHeapSmall } from './lib/heap.ts'
import { createLog, type Logger } from './lib/log.ts'
import { endOnFailure, endWith } from './process-end.ts'
import { servePanel } from './serve-panel.ts'

/** Starts the panel, runs until told to stop, and ends in order. */
async function main(): Promise<void> {
  keepHeapSmall()
  const config = readConfig()
  const log = createLog({ level: config.logLevel, format: config.logFormat })
  endOnFailure(log)
  const panel = await compose(config, log)
  try {
    await tellSealState(panel, log)
    await openTheDoor(panel, config, log)
    await servePanel(panel, config, {
      log,
      isCached: true,
      graceMs: config.shutdownGraceMs,
      ready: (address) => log.info({ address }, 'The panel is ready'),
    })
  } finally {
    await panel.close()
  }
}

/** Says clearly when APP_SECRET is not the one that this database was used with. */
async function tellSealState({ stores }: Panel, log: Logger): Promise<void> {
  const state = await stores.sealCheck.check()
  const unreadable = await stores.servers.unreadable()
  const ofAlerts = await stores.alerts.unreadable()
  if (ofAlerts.length > 0) {
    log.error(
      { channels: ofAlerts },
      'APP_SECRET does not open the secrets of alert channels: nothing is told over them',
    )
  }
  if (unreadable.length > 0) {
    log.error(
      { servers: unreadable.length },
      'APP_SECRET does not open stored tokens: nothing was overwritten. Start with the former ' +
        'secret as APP_SECRET_PREVIOUS, or enter the tokens of these servers again',
    )
  } else if (state === 'mismatch' && ofAlerts.length === 0) {
    // Everything opens, so there is nothing left that needs the former secret.
    await stores.sealCheck.renew()
  } else if (state === 'previous') {
    log.warn('Some tokens are sealed with APP_SECRET_PREVIOUS: run `key rotate` to seal them anew')
  }
}

/** Nobody can sign in yet: seeds the administrator of the settings, or prints the code for /setup. */
async function openTheDoor({ services }: Panel, config: Config, log: Logger): Promise<void> {
  if (config.admin && (await services.setup.seed(config.admin))) {
    log.info('The first administrator was made from ADMIN_USERNAME')
  }
  const setup = await services.setup.openCode()
  if (setup === null) return
  // A warning, so that it is seen at any usual LOG_LEVEL; part of the text, as keys are redacted.
  log.warn(`Nobody can sign in yet: open ${config.basePath}/setup and enter the code ${setup}`)
}

await main().catch(endWith)
