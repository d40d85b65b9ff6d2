import { describe, expect, test } from 'vitest'
import type { Setting } from '../../../src/core/setting.ts'
import { settingsForm } from '../../../src/web/forms/settings.ts'

const settings: Setting[] = [
  { key: 'SCHEDULE', value: '@daily', isSecret: false, isSet: true, source: 'base' },
  { key: 'BACKUP_KEEP_DAYS', value: '7', isSecret: false, isSet: true, source: 'override' },
  { key: 'TELEGRAM_NOTIFY_ON', value: 'none', isSecret: false, isSet: true, source: 'base' },
  { key: 'TELEGRAM_BOT_TOKEN', isSecret: true, isSet: true, source: 'base' },
]
const fine = () => null

function post(fields: Record<string, unknown>) {
  return settingsForm(fields, settings, fine)
}

describe('settings form', () => {
  test('sends only keys whose value was really changed', () => {
    const form = post({
      'value[SCHEDULE]': '@hourly',
      'was[SCHEDULE]': '@daily',
      'value[BACKUP_KEEP_DAYS]': '7',
      'was[BACKUP_KEEP_DAYS]': '7',
      'value[TELEGRAM_NOTIFY_ON]': 'none',
      'was[TELEGRAM_NOTIFY_ON]': 'none',
    })
    expect(form.changes).toEqual({ SCHEDULE: '@hourly' })
    expect(form.conflicts).toEqual([])
  })

  test('takes a key without a field for untouched, never for cleared', () => {
    expect(post({ intent: 'apply' }).changes).toEqual({})
  })

  test('sends an emptied field as empty', () => {
    const form = post({ 'value[BACKUP_KEEP_DAYS]': '', 'was[BACKUP_KEEP_DAYS]': '7' })
    expect(form.changes).toEqual({ BACKUP_KEEP_DAYS: '' })
  })

  test('keeps a secret whose field was left empty', () => {
    expect(post({ 'value[TELEGRAM_BOT_TOKEN]': '' }).changes).toEqual({})
  })

  test('sends a typed secret but never hands it back', () => {
    const form = post({ 'value[TELEGRAM_BOT_TOKEN]': '123:abc' })
    expect(form.changes).toEqual({ TELEGRAM_BOT_TOKEN: '123:abc' })
    expect(JSON.stringify(form.typed)).not.toContain('123:abc')
  })

  test('remembers which secrets were typed, to ask for exactly those again', () => {
    expect(post({ 'value[TELEGRAM_BOT_TOKEN]': '123:abc' }).secrets).toEqual(['TELEGRAM_BOT_TOKEN'])
    expect(post({ 'value[TELEGRAM_BOT_TOKEN]': '' }).secrets).toEqual([])
  })

  test.each([
    ['edit', {}],
    ['apply', { TELEGRAM_BOT_TOKEN: 'Type the new value once more.' }],
  ])('to %s, does not take a secret of the page before for one that stays', (intent, errors) => {
    const emptied = { 'value[TELEGRAM_BOT_TOKEN]': '', 'typed[TELEGRAM_BOT_TOKEN]': 'yes', intent }
    const form = post(emptied)
    expect(form).toMatchObject({ changes: {}, secrets: ['TELEGRAM_BOT_TOKEN'] })
    expect(form.errors).toEqual(errors)
  })

  test('takes over what somebody else changed where this person changed nothing', () => {
    const form = post({ 'value[BACKUP_KEEP_DAYS]': '11', 'was[BACKUP_KEEP_DAYS]': '11' })
    expect(form.changes).toEqual({})
    expect(form.typed['BACKUP_KEEP_DAYS']).toBe('7')
    expect(form.conflicts).toEqual([])
  })

  test('reports a key that both changed, with theirs and yours', () => {
    const form = post({ 'value[BACKUP_KEEP_DAYS]': '14', 'was[BACKUP_KEEP_DAYS]': '11' })
    expect(form.conflicts).toEqual([
      { key: 'BACKUP_KEEP_DAYS', was: '11', theirs: '7', yours: '14' },
    ])
  })

  test('sees no conflict when both changed it to the same value', () => {
    const form = post({ 'value[BACKUP_KEEP_DAYS]': '7', 'was[BACKUP_KEEP_DAYS]': '11' })
    expect(form.changes).toEqual({})
    expect(form.conflicts).toEqual([])
  })

  test('sees no change in line breaks that a one-line field cannot hold', () => {
    const stored: Setting[] = [
      { key: 'A', value: 'one\ntwo', isSecret: false, isSet: true, source: 'base' },
    ]
    const form = settingsForm({ 'value[A]': 'onetwo', 'was[A]': 'one\r\ntwo' }, stored, fine)
    expect(form.changes).toEqual({})
    expect(form.conflicts).toEqual([])
  })

  test('puts the reason of a refused value beside its key and keeps what was typed', () => {
    const form = settingsForm(
      { 'value[SCHEDULE]': 'often', 'was[SCHEDULE]': '@daily' },
      settings,
      () => 'must have 5 or 6 fields',
    )
    expect(form.errors).toEqual({ SCHEDULE: 'must have 5 or 6 fields' })
    expect(form.typed['SCHEDULE']).toBe('often')
  })

  test('does not check a value that was not touched', () => {
    const refuse = () => 'must be all, success, or failure'
    const form = settingsForm({ 'value[TELEGRAM_NOTIFY_ON]': 'none' }, settings, refuse)
    expect(form.errors).toEqual({})
  })

  test.each([
    ['apply', 'apply'],
    ['edit', 'edit'],
    ['nonsense', 'preview'],
    [undefined, 'preview'],
  ])('reads the intent %j as %s', (intent, expected) => {
    expect(post({ intent }).intent).toBe(expected)
  })

  test.each([[null], ['text'], [{ 'value[SCHEDULE]': ['a', 'b'] }]])(
    'survives the body %j',
    (body) => {
      expect(settingsForm(body, settings, fine).changes).toEqual({})
    },
  )
})
