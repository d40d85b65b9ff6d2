import { describe, expect, test } from 'vitest'
import { expiry } from '../../../../src/core/dumps/expiry.ts'
import type { Role } from '../../../../src/core/permissions.ts'
import type { Setting, SettingSpec } from '../../../../src/core/setting.ts'
import { settingsForm } from '../../../../src/web/forms/settings.ts'
import { type SettingsInput, settingsView } from '../../../../src/web/views/settings/settings.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aSubject, aViewer } from '../builders.ts'

function aSpec(key: string, changes: Partial<SettingSpec> = {}): SettingSpec {
  return {
    key,
    group: 'Retention',
    label: key,
    help: 'Help.',
    kind: 'text',
    canBeEmpty: true,
    ...changes,
  }
}

function aSetting(key: string, value: string, changes: Partial<Setting> = {}): Setting {
  return { key, value, isSecret: false, isSet: value !== '', source: 'base', ...changes }
}

const catalogue = [
  aSpec('SCHEDULE', { group: 'Schedule', kind: 'schedule' }),
  aSpec('KEEP_DAYS', { kind: 'number', unit: 'days' }),
  aSpec('NOTIFY_ON', { kind: 'choice', choices: [{ value: 'all', label: 'All' }] }),
  aSpec('BOT_TOKEN', { group: 'Telegram', kind: 'secret' }),
]
const settings = [
  aSetting('NOTIFY_ON', 'none'),
  aSetting('KEEP_DAYS', '7', { source: 'override' }),
  aSetting('SCHEDULE', '@daily'),
  { key: 'BOT_TOKEN', isSecret: true, isSet: true, source: 'base' as const },
  aSetting('BRAND_NEW', 'x'),
]
const facts = { raw: '@daily', words: 'At 00:00, every day', nextRuns: [], offsetMinutes: 60 }
const schedule = { facts, fields: ['0', '0', '*', '*', '*'] }
const range = { max: 60, step: 1 }
const switchChoices = [
  { value: 'TRUE', label: 'On' },
  { value: 'FALSE', label: 'Off' },
]

function viewOf(changes: Partial<SettingsInput> = {}, role: Role = 'admin') {
  const read = { settings: { ok: true as const, value: settings }, catalogue, warnings: [] }
  const outlook = { schedule, expiry: expiry([], []) }
  const input = { ...aSubject(), ...read, ...outlook, form: null, refusal: null, ...changes }
  return settingsView(input, aViewer(role))
}

function html(changes: Partial<SettingsInput> = {}, role: Role = 'admin') {
  return renderStrictly('settings/show', viewOf(changes, role))
}

function rowOf(key: string, changes: Partial<SettingsInput> = {}) {
  const row = viewOf(changes)
    .groups.flatMap(({ rows }) => rows)
    .find((each) => each.key === key)
  if (!row) throw new Error(`there is no row for ${key}`)
  return row
}

function sent(fields: object, problem: string | null = null) {
  return settingsForm(fields, settings, () => problem)
}

describe('settings page', () => {
  test('groups settings in the order of the catalogue, and shows what it does not know last', () => {
    const groups = viewOf().groups.map(({ name, rows }) => [name, rows.map((row) => row.key)])
    expect(groups).toEqual([
      ['Schedule', ['SCHEDULE']],
      ['Retention', ['KEEP_DAYS', 'NOTIFY_ON']],
      ['Telegram', ['BOT_TOKEN']],
      ['Other', ['BRAND_NEW']],
    ])
  })

  test('keeps a value that the choices cannot express as a choice of its own', () => {
    expect(rowOf('NOTIFY_ON').choices).toEqual([
      { value: 'none', label: 'none, as it is now', isSelected: true },
      { value: 'all', label: 'All', isSelected: false },
    ])
  })

  test('keeps that choice when another was made and the form comes back', () => {
    const form = sent({ 'value[NOTIFY_ON]': 'all', 'was[NOTIFY_ON]': 'none' })
    const choices = rowOf('NOTIFY_ON', { form }).choices
    expect(choices.map(({ value, isSelected }) => [value, isSelected])).toEqual([
      ['none', false],
      ['all', true],
    ])
  })

  test('never draws a number field, which would swallow a stored value that is no number', () => {
    expect(rowOf('KEEP_DAYS')).toMatchObject({
      control: 'text',
      inputMode: 'numeric',
      unit: 'days',
    })
    expect(html()).not.toContain('type="number"')
  })

  test('says of a secret only whether it is set, in a field that nobody fills in', () => {
    const page = html()
    expect(rowOf('BOT_TOKEN')).toMatchObject({ control: 'secret', isSet: true, value: '', was: '' })
    expect(page).toMatch(
      /name="value\[BOT_TOKEN\]" type="password" value="" autocomplete="new-password"/,
    )
    expect(page).not.toContain('was[BOT_TOKEN]')
  })

  test('never hands a typed secret back', () => {
    const form = sent({ 'value[BOT_TOKEN]': '123:hush' }, 'must not be empty')
    expect(html({ form })).not.toContain('123:hush')
    expect(html({ form })).toContain('<details open>')
  })

  test('carries what it showed, so that a change in between is noticed', () => {
    expect(html()).toContain('<input type="hidden" name="was[KEEP_DAYS]" value="7">')
  })

  test('offers a reset for an override only', () => {
    expect(rowOf('KEEP_DAYS').resetAction).toBe('/base/servers/s1/settings/KEEP_DAYS/removal')
    expect(rowOf('SCHEDULE').resetAction).toBeNull()
  })

  test('puts an error beside its field and at the top, with what was typed', () => {
    const form = sent({ 'value[KEEP_DAYS]': 'seven', 'was[KEEP_DAYS]': '7' }, 'must be a number')
    const page = html({ form })
    expect(viewOf({ form }).summary?.errors).toEqual([
      { href: '#setting-keep-days', text: 'KEEP_DAYS: must be a number' },
    ])
    expect(page).toContain('value="seven"')
    expect(page).toContain('id="setting-keep-days-error"')
  })

  test('shows theirs and yours when somebody else changed the same key', () => {
    const form = sent({ 'value[KEEP_DAYS]': '14', 'was[KEEP_DAYS]': '11' })
    const row = rowOf('KEEP_DAYS', { form })
    expect(row).toMatchObject({ value: '14', was: '7' })
    expect(row.conflict).toEqual({ was: '11', theirs: '7', yours: '14' })
    expect(html({ form })).toContain('Changed by somebody else')
  })

  test('shows values without fields to those who may not change them', () => {
    const page = html({}, 'viewer')
    expect(page).not.toContain('<input')
    expect(page).not.toContain('<button')
    expect(page).toContain('@daily')
  })

  test('says why settings could not be read, or were refused', () => {
    expect(html({ settings: aFault('timeout') })).toContain('did not answer in time')
    const { error } = aFault('rejected', 'config key not allowed: X')
    expect(html({ refusal: error })).toContain('config key not allowed: X')
  })

  test('draws a switch for a value that is on or off, and says what off means', () => {
    const spec = aSpec('DISCOVER', { kind: 'toggle', choices: switchChoices })
    const read = { ok: true as const, value: [aSetting('DISCOVER', 'FALSE')] }
    const page = html({ catalogue: [spec], settings: read })
    expect(page).toContain('name="off[DISCOVER]" value="FALSE"')
    expect(page).toMatch(/name="value\[DISCOVER\]" type="checkbox" role="switch" value="TRUE" auto/)
  })

  test('draws no switch for a value that is neither, so that saving keeps it', () => {
    const spec = aSpec('DISCOVER', { kind: 'toggle', choices: switchChoices })
    const read = { ok: true as const, value: [aSetting('DISCOVER', 'yes')] }
    const row = rowOf('DISCOVER', { catalogue: [spec], settings: read })
    expect(row.control).toBe('select')
    expect(row.choices[0]).toEqual({ value: 'yes', label: 'yes, as it is now', isSelected: true })
  })

  test('draws a slider beside a number, which alone is sent', () => {
    const page = html({ catalogue: [aSpec('KEEP_DAYS', { kind: 'number', unit: 'days', range })] })
    expect(page.match(/name="value\[KEEP_DAYS\]"/g)).toHaveLength(1)
    expect(page).toMatch(/<input class="range-slider is-scripted" type="range" min="0" max="60"/)
    expect(page).toContain('the next successful backup deletes no file')
  })

  test('explains the schedule in words', () => {
    expect(html()).toContain('At 00:00, every day')
  })

  test('offers usual schedules while one is typed', () => {
    const suggestions = [{ value: '@hourly', label: 'Every hour' }]
    const page = html({ catalogue: [aSpec('SCHEDULE', { kind: 'schedule', suggestions })] })
    expect(page).toContain('list="suggestions-schedule"')
    expect(page).toContain('<option value="@hourly">Every hour</option>')
  })

  test('links a warning to its field', () => {
    const warnings = [{ key: 'BOT_TOKEN', sentence: 'The chat is missing.' }]
    expect(html({ warnings })).toContain('href="#setting-bot-token"')
  })
})
