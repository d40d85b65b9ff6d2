import { isHttpUrl } from './http-url.ts'

/** Says why a value is refused; undefined when it is fine. */
type Rule = (value: string) => string | undefined

export interface ConfigKey {
  readonly isSecret: boolean
  readonly rule: Rule
}

const anything: Rule = () => undefined
const notEmpty: Rule = (value) => (value === '' ? 'must not be empty' : undefined)
const httpUrl: Rule = (value) => (isHttpUrl(value) ? undefined : 'must be an http(s) URL')

const maxUint64 = 2n ** 64n - 1n
const nonNegativeInteger: Rule = (value) =>
  /^\d+$/.test(value) && BigInt(value) <= maxUint64 ? undefined : 'must be a non-negative integer'

function oneOf(words: readonly string[], reason: string): Rule {
  return (value) => (words.includes(value) ? undefined : reason)
}

const shortcuts = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@hourly']
/** What Go's `unicode.IsSpace` takes for a space. */
const spaces = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

function fields(text: string): string[] {
  return text.split(spaces).filter((field) => field !== '')
}

/** Only the shape is checked: the scheduler itself may still refuse what passes here. */
const schedule: Rule = (value) => {
  if (value === '') return 'must not be empty'
  if (shortcuts.includes(value)) return undefined
  if (value.startsWith('@every ')) {
    const isBlank = fields(value.slice('@every '.length)).length === 0
    return isBlank ? '@every requires a duration, e.g. @every 1h30m' : undefined
  }
  if (value.startsWith('@')) return 'unknown schedule shortcut'
  const count = fields(value).length
  return count === 5 || count === 6 ? undefined : 'cron expression must have 5 or 6 fields'
}

function plain(rule: Rule): ConfigKey {
  return { isSecret: false, rule }
}

function secret(rule: Rule): ConfigKey {
  return { isSecret: true, rule }
}

/** The keys that may be changed while the container runs, in the order of its replies. */
export const configKeys: ReadonlyMap<string, ConfigKey> = new Map([
  ['BACKUP_KEEP_DAYS', plain(nonNegativeInteger)],
  ['BACKUP_KEEP_MINS', plain(nonNegativeInteger)],
  ['BACKUP_KEEP_MONTHS', plain(nonNegativeInteger)],
  ['BACKUP_KEEP_WEEKS', plain(nonNegativeInteger)],
  ['BACKUP_MAX_AGE_HOURS', plain(nonNegativeInteger)],
  ['BACKUP_MIN_DISK_SPACE', plain(nonNegativeInteger)],
  ['POSTGRES_DB', plain(anything)],
  ['POSTGRES_DB_AUTODISCOVER', plain(oneOf(['TRUE', 'FALSE'], 'must be TRUE or FALSE'))],
  ['POSTGRES_DB_EXCLUDE', plain(anything)],
  ['POSTGRES_EXCLUDE_TABLES', plain(anything)],
  ['POSTGRES_EXTRA_OPTS', plain(anything)],
  ['SCHEDULE', plain(schedule)],
  ['TELEGRAM_API_HASH', secret(notEmpty)],
  ['TELEGRAM_API_ID', secret(nonNegativeInteger)],
  ['TELEGRAM_API_URL', plain(httpUrl)],
  ['TELEGRAM_BOT_TOKEN', secret(notEmpty)],
  ['TELEGRAM_CHAT_ID', plain(anything)],
  [
    'TELEGRAM_NOTIFY_ON',
    plain(oneOf(['all', 'success', 'failure'], 'must be all, success, or failure')),
  ],
  ['TELEGRAM_THREAD_ID', plain(anything)],
  [
    'TELEGRAM_UPLOAD_METHOD',
    plain(oneOf(['smart', 'botapi', 'mtproto'], 'must be smart, botapi, or mtproto')),
  ],
  ['WEBHOOK_EXTRA_ARGS', plain(anything)],
  ['WEBHOOK_URL', secret(httpUrl)],
])

export interface Refusal {
  readonly status: 400 | 403
  readonly reason: string
}

/** Why one entry of a patch is refused, in the container's words. */
export function refusePatchEntry(key: string, value: string): Refusal | undefined {
  const known = configKeys.get(key)
  if (known === undefined) return { status: 403, reason: `config key not allowed: ${key}` }
  if (/[\n\r\0]/.test(value)) {
    return { status: 400, reason: `value contains control characters: ${key}` }
  }
  const reason = known.rule(value)
  return reason === undefined
    ? undefined
    : { status: 400, reason: `invalid value for ${key}: ${reason}` }
}
