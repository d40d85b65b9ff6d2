import { describe, expect, test } from 'vitest'
import { type RestoreRules, restoreForm } from '../../../src/web/forms/restore.ts'

const rules: RestoreRules = {
  serverName: 'Shop',
  isTargetName: (name) => /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name),
  canRestoreFromTelegram: true,
}
const good = {
  backupId: 'last:shop-20261120-215606.sql.gz',
  telegramMessageId: '',
  targetDb: 'shop_restored',
  confirmation: 'Shop/shop_restored',
}

function errorsOf(fields: object, changed: Partial<RestoreRules> = {}) {
  const form = restoreForm({ ...good, ...fields }, { ...rules, ...changed })
  return form.ok ? {} : form.errors
}

describe('restore form', () => {
  test('accepts a dump, a new name and the typed phrase', () => {
    expect(restoreForm(good, rules)).toEqual({
      ok: true,
      value: { source: { backupId: good.backupId }, targetDb: 'shop_restored' },
    })
  })

  test('accepts a Telegram message instead of a dump', () => {
    const form = restoreForm({ ...good, backupId: '', telegramMessageId: ' 42 ' }, rules)
    expect(form).toMatchObject({ ok: true, value: { source: { telegramMessageId: 42 } } })
  })

  test.each([
    [{ telegramMessageId: '42' }, /not both/],
    [{ backupId: '' }, /Choose a source/],
    [{ backupId: '', telegramMessageId: '0' }, /whole number/],
    [{ backupId: '', telegramMessageId: '-1' }, /whole number/],
    [{ backupId: '', telegramMessageId: '5.5' }, /whole number/],
    [{ backupId: '', telegramMessageId: '99999999999999999999' }, /whole number/],
  ])('refuses the source %j', (fields, reason) => {
    expect(errorsOf(fields).source).toMatch(reason)
  })

  test('refuses Telegram on a server that cannot restore from it', () => {
    const fields = { backupId: '', telegramMessageId: '42' }
    expect(errorsOf(fields, { canRestoreFromTelegram: false }).source).toMatch(/cannot/)
  })

  test.each(['', '1shop', 'a-b', 'é', 'x'.repeat(64)])('refuses the target name %j', (targetDb) => {
    expect(errorsOf({ targetDb, confirmation: `Shop/${targetDb}` }).targetDb).toBeTruthy()
  })

  test.each(['Shop  EU', 'Shop\u00a0EU'])(
    'takes the phrase as the page shows it for %j',
    (serverName) => {
      const typed = { confirmation: 'Shop EU/shop_restored' }
      expect(errorsOf(typed, { serverName })).toEqual({})
    },
  )

  test.each(['', 'shop/shop_restored', 'Shop/shop', 'yes'])(
    'refuses the phrase %j',
    (confirmation) => {
      expect(errorsOf({ confirmation }).confirmation).toBe('Type Shop/shop_restored to confirm.')
    },
  )

  test('keeps everything that was typed', () => {
    const typed = { ...good, targetDb: 'a-b', confirmation: 'nearly' }
    expect(restoreForm(typed, rules)).toMatchObject({ ok: false, typed })
  })

  test('keeps a file name that ends with a space', () => {
    const form = restoreForm({ ...good, backupId: 'last:odd.sql ' }, rules)
    expect(form).toMatchObject({ ok: true, value: { source: { backupId: 'last:odd.sql ' } } })
  })

  test.each([[null], ['text'], [{ backupId: ['a', 'b'] }]])('survives the body %j', (body) => {
    expect(restoreForm(body, rules).ok).toBe(false)
  })
})
