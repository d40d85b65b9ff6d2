import type { Faults } from '../faults.ts'
import type { Environment } from './environment.ts'
import { ScriptExit } from './script.ts'

/** What curl exits with when it cannot connect. */
const couldNotConnect = 7

/**
 * Sends nothing anywhere: with Telegram configured, the sandbox behaves like a container without a
 * way out. The script dies at its upload, without a word and before it writes its status.
 */
export function deliver(faults: Faults, env: Environment): void {
  const isConfigured = Boolean(env['TELEGRAM_BOT_TOKEN'] && env['TELEGRAM_CHAT_ID'])
  const isWanted = ['all', 'success'].includes(env['TELEGRAM_NOTIFY_ON'] || 'all')
  if (faults.run?.kind === 'delivery-failure' || (isConfigured && isWanted)) {
    throw new ScriptExit(couldNotConnect)
  }
}
