import type { Logger } from './lib/log.ts'

/** Why the panel cannot start, in one line; a trace only for what nobody foresaw. */
export function endWith(error: unknown): never {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}

const foreseen = new Set([
  'ConfigError',
  'DatabaseUnusable',
  'EmbeddedPostgresError',
  'MigrationRefused',
  'Conflict',
  'NotFound',
])

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (foreseen.has(error.name)) return error.message
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken by another program. Set PORT to a free one, or stop that program.`
  }
  if (code === 'EACCES' && 'port' in error) {
    return `Port ${error.port} may not be opened by this user. Set PORT to one above 1023.`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'HOST is no address of this machine.'
  return error.stack ?? error.message
}

/** A mistake that nobody caught leaves the process in an unknown state: say it and end. */
export function endOnFailure(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'The panel ends: an error that nobody caught')
    process.exit(1)
  })
}

/** The first SIGTERM or SIGINT. A second one ends the process at once. */
export function untilToldToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130))
        resolve(signal)
      })
    }
  })
}
