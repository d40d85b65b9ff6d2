import { expect, test } from 'vitest'
import type { Setting } from '../../../src/core/setting.ts'
import { catalogue } from '../../../src/drivers/backupgram/catalogue.ts'
import { plan } from '../../../src/drivers/backupgram/plan.ts'
import { settingWarnings } from '../../../src/drivers/backupgram/settings-warnings.ts'

function settings(values: Record<string, string | boolean>): Setting[] {
  return Object.entries(values).map(([key, value]) => {
    const shown = typeof value === 'string' ? { value } : {}
    return {
      key,
      ...shown,
      isSecret: typeof value === 'boolean',
      isSet: Boolean(value),
      source: 'base',
    }
  })
}

function warned(values: Record<string, string | boolean>): string[] {
  return settingWarnings(settings({ SCHEDULE: '@daily', ...values })).map(({ key }) => key)
}

test('the catalogue has 22 keys, each once', () => {
  expect(new Set(catalogue.map(({ key }) => key)).size).toBe(22)
})

test('sound settings have no warnings', () => {
  const telegram = { TELEGRAM_BOT_TOKEN: true, TELEGRAM_CHAT_ID: '1' }
  expect(warned({ TELEGRAM_UPLOAD_METHOD: 'smart', TELEGRAM_NOTIFY_ON: 'all' })).toEqual([])
  expect(warned(telegram)).toEqual([])
  expect(warned({ SCHEDULE: '' })).toEqual([])
})

test.each([
  [{ SCHEDULE: '99 99 99 99 99' }, 'SCHEDULE'],
  [{ SCHEDULE: '@every nonsense' }, 'SCHEDULE'],
  [{ SCHEDULE: '0 3 * * 7' }, 'SCHEDULE'],
  [{ TELEGRAM_UPLOAD_METHOD: 'mtproto' }, 'TELEGRAM_UPLOAD_METHOD'],
  [{ TELEGRAM_UPLOAD_METHOD: 'mtproto', TELEGRAM_API_ID: true }, 'TELEGRAM_UPLOAD_METHOD'],
  [{ TELEGRAM_BOT_TOKEN: true }, 'TELEGRAM_CHAT_ID'],
  [{ TELEGRAM_CHAT_ID: '1' }, 'TELEGRAM_BOT_TOKEN'],
  [{ TELEGRAM_NOTIFY_ON: 'none' }, 'TELEGRAM_NOTIFY_ON'],
  [{ POSTGRES_DB_AUTODISCOVER: 'yes' }, 'POSTGRES_DB_AUTODISCOVER'],
  [{ POSTGRES_EXTRA_OPTS: '-Z0 -Fd' }, 'POSTGRES_EXTRA_OPTS'],
  [{ BACKUP_KEEP_WEEKS: '08' }, 'BACKUP_KEEP_WEEKS'],
])('%j is warned about at %s', (values, key) => {
  expect(warned(values)).toEqual([key])
})

test.each([
  [{ POSTGRES_DB: 'shop' }, ['shop']],
  [{ POSTGRES_DB: 'shop, crm,,shop  blog' }, ['shop', 'crm', 'blog']],
  [{ POSTGRES_DB: 'shop', POSTGRES_DB_AUTODISCOVER: 'TRUE' }, null],
  [{ POSTGRES_DB: '' }, null],
])('%j plans the databases %j', (values, databases) => {
  expect(plan(settings(values)).databases).toEqual(databases)
})

test('without a schedule the server runs daily', () => {
  expect(plan(settings({ SCHEDULE: '' })).schedule).toBe('@daily')
  expect(plan(settings({ SCHEDULE: '0 3 * * *' })).schedule).toBe('0 3 * * *')
})
