import type { SettingSpec } from '../../core/setting.ts'

/** Every runtime setting of the container, in the order of its pages. Their rules are in settings-rules.ts. */
export const catalogue: SettingSpec[] = [
  {
    key: 'SCHEDULE',
    group: 'Schedule',
    label: 'Schedule',
    help: 'Cron expression of 5 fields, or 6 with seconds in front; @hourly, @daily, @weekly, @monthly, @yearly; or @every 1h30m. In the time zone of the container.',
    kind: 'schedule',
    suggestions: [
      { value: '@hourly', label: 'Every hour' },
      { value: '@daily', label: 'Every day at midnight' },
      { value: '@weekly', label: 'Every Sunday at midnight' },
      { value: '@monthly', label: 'On the first of the month' },
      { value: '0 3 * * *', label: 'Every day at 3:00' },
      { value: '0 3 * * 1-5', label: 'On weekdays at 3:00' },
      { value: '0 */6 * * *', label: 'Every six hours' },
    ],
    canBeEmpty: false,
  },
  retention(
    'BACKUP_KEEP_MINS',
    'Keep in “last”',
    'minutes',
    'Older files in the last slot are deleted.',
    { max: 10080, step: 60 },
  ),
  retention(
    'BACKUP_KEEP_DAYS',
    'Keep in “daily”',
    'days',
    'Days are rounded down: 7 keeps a file until it is 8 days old.',
    { max: 60, step: 1 },
  ),
  retention(
    'BACKUP_KEEP_WEEKS',
    'Keep in “weekly”',
    'weeks',
    'Counted as 7 days each plus one; 0 keeps about two days.',
    { max: 52, step: 1 },
  ),
  retention(
    'BACKUP_KEEP_MONTHS',
    'Keep in “monthly”',
    'months',
    'Counted as 31 days each plus one; 0 keeps about two days.',
    { max: 36, step: 1 },
  ),
  {
    key: 'BACKUP_MIN_DISK_SPACE',
    group: 'Limits',
    label: 'Least free disk space',
    help: 'With less free space than this, a run stops before it dumps anything.',
    kind: 'number',
    unit: 'MB',
    canBeEmpty: false,
  },
  {
    key: 'BACKUP_MAX_AGE_HOURS',
    group: 'Limits',
    label: 'Oldest acceptable backup',
    help: 'The container reports itself unhealthy once its last backup is this old.',
    kind: 'number',
    unit: 'hours',
    canBeEmpty: false,
  },
  text(
    'POSTGRES_DB',
    'Databases',
    'Databases',
    'Names separated by commas. Ignored while discovery is on.',
  ),
  {
    key: 'POSTGRES_DB_AUTODISCOVER',
    group: 'Databases',
    label: 'Discover databases',
    help: 'Back up each database that the server has at that moment, except postgres, templates and the excluded ones.',
    kind: 'toggle',
    choices: [
      { value: 'TRUE', label: 'On: every database found' },
      { value: 'FALSE', label: 'Off: only the databases named' },
    ],
    canBeEmpty: false,
  },
  text(
    'POSTGRES_DB_EXCLUDE',
    'Databases',
    'Excluded databases',
    'Names separated by commas, left out of discovery. No effect while discovery is off.',
  ),
  text(
    'POSTGRES_EXCLUDE_TABLES',
    'Databases',
    'Excluded tables',
    'Names or patterns separated by commas, left out of each dump.',
  ),
  text(
    'POSTGRES_EXTRA_OPTS',
    'Databases',
    'Options for pg_dump',
    'Split at spaces onto the command line, such as -Z6. Dumps in directory format (-Fd) are not listed and cannot be downloaded.',
  ),
  {
    key: 'TELEGRAM_NOTIFY_ON',
    group: 'Telegram',
    label: 'Send to Telegram',
    help: 'Which runs are reported. Dumps are sent along unless only failures are.',
    kind: 'choice',
    choices: [
      { value: 'all', label: 'After every run' },
      { value: 'success', label: 'Only when a backup succeeded' },
      { value: 'failure', label: 'Only when a backup failed' },
    ],
    canBeEmpty: false,
  },
  {
    key: 'TELEGRAM_UPLOAD_METHOD',
    group: 'Telegram',
    label: 'Way of sending',
    help: 'The Bot API takes files up to 50 MB, MTProto up to 2 GB and needs API id and hash.',
    kind: 'choice',
    choices: [
      { value: 'smart', label: 'By size: Bot API up to 50 MB, MTProto above' },
      { value: 'botapi', label: 'Bot API only' },
      { value: 'mtproto', label: 'MTProto only' },
    ],
    canBeEmpty: false,
  },
  secret(
    'TELEGRAM_BOT_TOKEN',
    'Telegram',
    'Bot token',
    'From BotFather. Nothing is sent without it.',
  ),
  text('TELEGRAM_CHAT_ID', 'Telegram', 'Chats', 'Chat ids separated by commas.'),
  text(
    'TELEGRAM_THREAD_ID',
    'Telegram',
    'Topic',
    'Topic id in a forum group. Ignored with several chats.',
  ),
  secret(
    'TELEGRAM_API_ID',
    'Telegram',
    'API id',
    'A number from my.telegram.org, for files above 50 MB.',
  ),
  secret('TELEGRAM_API_HASH', 'Telegram', 'API hash', 'Belongs to the API id.'),
  {
    key: 'TELEGRAM_API_URL',
    group: 'Telegram',
    label: 'Bot API address',
    help: 'Of a Bot API server of your own, which has no limit of 50 MB.',
    kind: 'url',
    canBeEmpty: false,
  },
  secret('WEBHOOK_URL', 'Webhook', 'Webhook address', 'Called after each run, also a failed one.'),
  text(
    'WEBHOOK_EXTRA_ARGS',
    'Webhook',
    'Options for curl',
    'Split at spaces onto the command line of each call.',
  ),
]

/** Settings that the server takes but never shows. */
export const secretKeys: ReadonlySet<string> = new Set(
  catalogue.filter(({ kind }) => kind === 'secret').map(({ key }) => key),
)

function retention(
  key: string,
  label: string,
  unit: string,
  help: string,
  range: SettingSpec['range'] & object,
): SettingSpec {
  return { key, group: 'Retention', label, help, kind: 'number', unit, range, canBeEmpty: false }
}

function text(key: string, group: string, label: string, help: string): SettingSpec {
  return { key, group, label, help, kind: 'text', canBeEmpty: true }
}

function secret(key: string, group: string, label: string, help: string): SettingSpec {
  return { key, group, label, help, kind: 'secret', canBeEmpty: false }
}
