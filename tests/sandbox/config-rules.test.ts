import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isHttpUrl } from '../../src/sandbox/config/http-url.ts'
import { refusePatchEntry } from '../../src/sandbox/config/rules.ts'
import { testSandbox } from './test-sandbox.ts'

describe('an http URL, to Go,', () => {
  it.each([
    'http://x',
    'HTTP://X',
    'https://u:p@h:99999/x?y#z',
    'http://:80',
    'http://x/a b',
    'http://x?%zz',
    'http://[::1]:80',
    'http://[fe80::1%25en0]/',
    'http://u@:p@h',
    'http://é',
    'http://a"b',
  ])('may be %s', (url) => expect(isHttpUrl(url)).toBe(true))

  it.each([
    '',
    'http://',
    'http:///x',
    'http:x',
    'ftp://x',
    '//x',
    ' http://x',
    'http://a b',
    'http://x:abc',
    'http://[::1',
    'http://[::1]x',
    'http://%41',
    'http://x/%zz',
    'http://x#%zz',
    'http://x\t',
    'http://us er@h',
    'http://a|b',
  ])('is not %j', (url) => expect(isHttpUrl(url)).toBe(false))
})

describe('a setting', () => {
  it.each([
    ['SCHEDULE', '@every 5m', undefined],
    ['SCHEDULE', '@every  \t', '@every requires a duration, e.g. @every 1h30m'],
    ['SCHEDULE', '@every', 'unknown schedule shortcut'],
    ['SCHEDULE', '1 2 3\u00a04 5', undefined],
    ['SCHEDULE', '* * * *', 'cron expression must have 5 or 6 fields'],
    ['BACKUP_KEEP_DAYS', '18446744073709551615', undefined],
    ['BACKUP_KEEP_DAYS', '18446744073709551616', 'must be a non-negative integer'],
    ['BACKUP_KEEP_DAYS', '１', 'must be a non-negative integer'],
    ['TELEGRAM_NOTIFY_ON', 'none', 'must be all, success, or failure'],
    ['TELEGRAM_BOT_TOKEN', ' ', undefined],
  ])('%s of %j: %s', (key, value, why) => {
    const reason = why && `invalid value for ${key}: ${why}`
    expect(refusePatchEntry(key, value)?.reason).toBe(reason)
  })

  it('that is not to be changed is refused before its value is looked at', () => {
    const refusal = { status: 403, reason: 'config key not allowed: POSTGRES_HOST' }
    expect(refusePatchEntry('POSTGRES_HOST', 'a\nb')).toEqual(refusal)
  })

  it('changed over the API is kept on disk for the owner alone, and for the shell', async () => {
    await using sandbox = await testSandbox({ databaseUrl: 'postgres://127.0.0.1:1/postgres' })
    await sandbox.call('PATCH', '/config', { SCHEDULE: '@hourly', POSTGRES_DB: "it's" })
    const json = join(sandbox.backupDir, '.api-overrides.json')
    expect(await readFile(json, 'utf8')).toBe(`{"POSTGRES_DB":"it's","SCHEDULE":"@hourly"}`)
    expect((await stat(json)).mode & 0o777).toBe(0o600)
    const env = await readFile(join(sandbox.backupDir, '.api-overrides.env'), 'utf8')
    expect(env).toContain(`export POSTGRES_DB='it'\\''s'\nexport SCHEDULE='@hourly'\n`)
  })

  it('changed at the same moment as others is not lost', async () => {
    await using sandbox = await testSandbox({ databaseUrl: 'postgres://127.0.0.1:1/postgres' })
    const keys = ['BACKUP_KEEP_DAYS', 'BACKUP_KEEP_WEEKS', 'BACKUP_KEEP_MONTHS']
    await Promise.all(keys.map((key) => sandbox.call('PATCH', '/config', { [key]: '99' })))
    const { config } = (await (await sandbox.call('GET', '/config')).json()) as {
      config: Record<string, { value: string }>
    }
    expect(keys.map((key) => config[key]?.value)).toEqual(['99', '99', '99'])
  })
})
