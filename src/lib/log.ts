import { type Logger, pino } from 'pino'

export type { Logger }

/** Keys whose values never reach a log line, at the first two levels of any logged object. */
const secretKeys = ['token', 'password', 'cookie', 'authorization', 'secret', 'code', 'sid']

/**
 * Writes to standard output, as JSON or as short text. Whoever logs a person's input or a remote
 * reply must pick the fields: redaction is the net below, not the rule.
 */
export function createLog(options: { level: string; format: 'json' | 'text' }): Logger {
  const redact = {
    paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
    censor: '[secret]',
  }
  const settings = { level: options.level, redact, base: null }
  return options.format === 'json' ? pino(settings) : pino(settings, { write: writeAsText })
}

/** One JSON line of pino's as a line for people: time, level, message, the rest. */
function writeAsText(line: string): void {
  const { time, level, msg, ...rest } = JSON.parse(line)
  const at = new Date(time).toISOString().slice(11, 19)
  const name = level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug'
  const extra = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
  process.stdout.write(`${at} ${name.padEnd(5)} ${msg ?? ''}${extra}\n`)
}
