import type { JobLog } from './log.ts'
import { ScriptExit } from './script.ts'

export type Environment = Readonly<Record<string, string>>

/** What the container's `env.sh` checks and says before each backup and each restore. */
export function checkEnvironment(env: Environment, log: JobLog): void {
  const value = (key: string) => env[key] ?? ''
  const isDiscovering = value('POSTGRES_DB_AUTODISCOVER') === 'TRUE'
  if (!isDiscovering && value('POSTGRES_DB') === '') {
    log.line(
      '❌ You need to set POSTGRES_DB or POSTGRES_DB_FILE (or enable POSTGRES_DB_AUTODISCOVER).',
    )
    throw new ScriptExit(1)
  }
  if (isDiscovering && value('POSTGRES_DB') !== '') {
    log.line(
      'ℹ️ POSTGRES_DB / POSTGRES_DB_FILE ignored: auto-discover is on (databases are discovered at backup time).',
    )
  }
  if (!isDiscovering && value('POSTGRES_DB_EXCLUDE') !== '') {
    log.line('ℹ️ POSTGRES_DB_EXCLUDE ignored (auto-discover is off).')
  }
  checkTelegram(value, log)
}

function checkTelegram(value: (key: string) => string, log: JobLog): void {
  const hasApi = value('TELEGRAM_API_ID') !== '' && value('TELEGRAM_API_HASH') !== ''
  if (hasApi) log.line('✅ Large-file upload enabled (MTProto, up to 2GB).')
  const method = (value('TELEGRAM_UPLOAD_METHOD') || 'smart').toLowerCase()
  if (method === 'mtproto' && !hasApi) {
    log.line('❌ TELEGRAM_UPLOAD_METHOD=mtproto requires TELEGRAM_API_ID and TELEGRAM_API_HASH.')
    throw new ScriptExit(1)
  }
  const chats = value('TELEGRAM_CHAT_ID')
    .split(/[, ]+/)
    .filter((chat) => chat !== '')
  if (value('TELEGRAM_THREAD_ID') !== '' && chats.length > 1) {
    log.line(
      '⚠️ Multiple chat ids set — TELEGRAM_THREAD_ID will be ignored (topic ids are per-supergroup).',
    )
  }
  log.line(telegramLine(value))
}

const officialApi = 'https://api.telegram.org'

function telegramLine(value: (key: string) => string): string {
  const hasBot = value('TELEGRAM_BOT_TOKEN') !== ''
  const hasChat = value('TELEGRAM_CHAT_ID') !== ''
  if (hasBot && hasChat) {
    const api = value('TELEGRAM_API_URL') || officialApi
    const custom = api === officialApi ? '' : ` (custom API: ${api})`
    return `✅ Telegram notifications enabled${custom}.`
  }
  if (hasBot) {
    return '⚠️ TELEGRAM_BOT_TOKEN is set but TELEGRAM_CHAT_ID is missing. Telegram disabled.'
  }
  if (hasChat) {
    return '⚠️ TELEGRAM_CHAT_ID is set but TELEGRAM_BOT_TOKEN is missing. Telegram disabled.'
  }
  return '⚠️ Telegram credentials not provided. Telegram notifications disabled.'
}
