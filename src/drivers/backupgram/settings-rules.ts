import { scheduleRefusal } from './schedule-rule.ts'
import { isWebAddress } from './web-address.ts'

type Rule = (value: string) => string | null

const notNegative: Rule = (value) =>
  /^[0-9]+$/.test(value) && BigInt(value) < 2n ** 64n ? null : 'Must be a whole number, 0 or more.'

const notEmpty: Rule = (value) => (value === '' ? 'Must not be empty.' : null)

const anything: Rule = () => null

const oneOf =
  (...words: string[]): Rule =>
  (value) =>
    words.includes(value) ? null : `Must be one of ${words.join(', ')}.`

const webAddress: Rule = (value) =>
  isWebAddress(value) ? null : 'Must be an address that starts with http:// or https://.'

/** What the container accepts, to the letter, so that a form can say no before the container does. */
const rules = new Map<string, Rule>([
  ['SCHEDULE', scheduleRefusal],
  ['BACKUP_KEEP_MINS', notNegative],
  ['BACKUP_KEEP_DAYS', notNegative],
  ['BACKUP_KEEP_WEEKS', notNegative],
  ['BACKUP_KEEP_MONTHS', notNegative],
  ['BACKUP_MIN_DISK_SPACE', notNegative],
  ['BACKUP_MAX_AGE_HOURS', notNegative],
  ['POSTGRES_DB', anything],
  ['POSTGRES_DB_AUTODISCOVER', oneOf('TRUE', 'FALSE')],
  ['POSTGRES_DB_EXCLUDE', anything],
  ['POSTGRES_EXCLUDE_TABLES', anything],
  ['POSTGRES_EXTRA_OPTS', anything],
  ['TELEGRAM_NOTIFY_ON', oneOf('all', 'success', 'failure')],
  ['TELEGRAM_UPLOAD_METHOD', oneOf('smart', 'botapi', 'mtproto')],
  ['TELEGRAM_BOT_TOKEN', notEmpty],
  ['TELEGRAM_CHAT_ID', anything],
  ['TELEGRAM_THREAD_ID', anything],
  ['TELEGRAM_API_ID', notNegative],
  ['TELEGRAM_API_HASH', notEmpty],
  ['TELEGRAM_API_URL', webAddress],
  ['WEBHOOK_URL', webAddress],
  ['WEBHOOK_EXTRA_ARGS', anything],
])

/** Null when the server would take the value, otherwise why it would not. */
export function checkSetting(key: string, value: string): string | null {
  const rule = rules.get(key)
  if (rule === undefined) return 'The server does not let this be changed.'
  if (/[\n\r\0]/.test(value)) return 'Must be a single line.'
  return rule(value)
}
