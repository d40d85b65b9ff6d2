import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/** Keys whose values never reach a log line, at the first three levels of any logged object. */
const secretKeys = ['token', 'password', 'cookie', 'authorization', 'secret', 'sid']

/** Of setup. Not at every level: `err.code` is often all that says what failed. */
const setupCode = ['code', 'body.code']

/**
 * Writes to standard output unless told otherwise, as JSON or as short text. Whoever logs a person's
 * input or a remote reply must pick the fields: redaction is the net below, not the rule.
 */
export function createLog(
  options: { level: string; format: 'json' | 'text' },
  out: DestinationStream = pino.destination(1),
): Logger {
  const redact = {
    paths: [...secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), ...setupCode],
    censor: '[secret]',
  }
  const settings = { level: options.level, redact, base: null }
  const asText = { write: (line: string) => out.write(textOf(line)) }
  return pino(settings, options.format === 'json' ? out : asText)
}

/** One JSON line of pino's as a line for people: time, level, message, the rest. */
function textOf(line: string): string {
  const { time, level, msg, ...rest } = JSON.parse(line)
  const at = new Date(time).toISOString().slice(11, 19)
  const name = level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug'
  const extra = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
  return `${at} ${name.padEnd(5)} ${msg ?? ''}${extra}\n`
}
