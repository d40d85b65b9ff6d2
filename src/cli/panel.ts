import { compose, type Panel } from '../compose.ts'
import type { Actor } from '../core/audit.ts'
import { readConfig } from '../lib/config.ts'
import { createLog } from '../lib/log.ts'

/** The audit's name for whoever may use the command line. */
export const commandLine: Actor = { userId: null, username: '(command line)', address: null }

/** Opens the panel of the settings in force, without its web server, and closes it afterwards. */
export async function withPanel<T>(use: (panel: Panel) => Promise<T>): Promise<T> {
  const config = readConfig()
  const panel = await compose(config, createLog({ level: 'warn', format: 'text' }))
  try {
    return await use(panel)
  } finally {
    await panel.close()
  }
}
