import type { Faults } from '../faults.ts'
import type { Environment } from './environment.ts'

/** What curl exits with when it cannot connect, and the script with it. */
export const couldNotConnect = 7

/**
 * The sandbox sends nothing anywhere: with Telegram configured, it behaves like a container without a
 * way out. The script dies at its upload, without a word and before it writes its status.
 */
export function canDeliver(faults: Faults, env: Environment): boolean {
  const isConfigured = Boolean(env['TELEGRAM_BOT_TOKEN'] && env['TELEGRAM_CHAT_ID'])
  const isWanted = ['all', 'success'].includes(env['TELEGRAM_NOTIFY_ON'] || 'all')
  return faults.run?.kind !== 'delivery-failure' && !(isConfigured && isWanted)
}
