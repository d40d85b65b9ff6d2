import { describe, expect, test } from 'vitest'
import { expiry } from '../../../../src/core/dumps/expiry.ts'
import type { SettingsPreview } from '../../../../src/core/setting.ts'
import type { SettingsForm } from '../../../../src/web/forms/settings.ts'
import { consequencesView } from '../../../../src/web/views/settings/consequences.ts'
import { settingsPreviewView } from '../../../../src/web/views/settings/settings-preview.ts'
import { aFile } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aSubject, aViewer } from '../builders.ts'

const form: SettingsForm = {
  intent: 'preview',
  changes: { KEEP_DAYS: '3', BOT_TOKEN: '123:hush' },
  typed: { KEEP_DAYS: '3' },
  errors: {},
  conflicts: [],
  secrets: ['BOT_TOKEN'],
}
const preview: SettingsPreview = {
  changes: [
    { key: 'KEEP_DAYS', label: 'Keep', from: '7', to: '3', isSecret: false },
    { key: 'BOT_TOKEN', label: 'Bot token', isSecret: true },
  ],
  nextRuns: [],
  offsetMinutes: 120,
  expiry: expiry([], []),
  warnings: [],
}

function viewOf(changes: Partial<SettingsPreview> = {}) {
  return settingsPreviewView(
    { ...aSubject(), form, preview: { ...preview, ...changes } },
    aViewer(),
  )
}

function html(changes: Partial<SettingsPreview> = {}) {
  return renderStrictly('settings/preview', viewOf(changes))
}

describe('preview of changed settings', () => {
  test('says what changes, and carries it on together with what it replaces', () => {
    expect(viewOf().consequences.changes[0]).toMatchObject({ from: '7', to: '3', secret: null })
    expect(viewOf().hidden).toEqual([
      { name: 'was[KEEP_DAYS]', value: '7' },
      { name: 'value[KEEP_DAYS]', value: '3' },
      { name: 'typed[BOT_TOKEN]', value: 'yes' },
    ])
  })

  test('asks for a secret once more instead of sending it back', () => {
    expect(html()).not.toContain('123:hush')
    expect(html()).toMatch(
      /name="value\[BOT_TOKEN\]" type="password" autocomplete="new-password" required/,
    )
  })

  test('offers to apply and to go back to editing', () => {
    expect(html()).toContain('name="intent" value="apply"')
    expect(html()).toContain('name="intent" value="edit"')
  })

  test('shows when it would run next', () => {
    const nextRuns = [new Date('2026-11-21T03:00:00Z')]
    expect(html({ nextRuns })).toContain('Sat, 21 Nov 2026, 05:00 UTC+02:00')
  })

  test('asks nothing twice where the form is still there', () => {
    const view = consequencesView(preview, true, aViewer())
    const fragment = renderStrictly('settings/consequences', view)
    expect(fragment).toContain('a new value')
    expect(fragment).not.toContain('<input')
  })

  test('lists the files that the next run would delete by slot, and counts the rest', () => {
    const files = Array.from({ length: 40 }, (_, index) =>
      aFile({ slot: 'daily', name: `shop-${index}.sql.gz`, sizeBytes: 1_000_000 }),
    )
    const page = html({ expiry: expiry(files, files) })
    expect(page).toContain('would delete 40 files: 40 MB as listed')
    expect(page.match(/<li><span class="is-code">/g)).toHaveLength(30)
    expect(page).toContain('and 10 more')
  })

  test('tells "none" from "not known"', () => {
    expect(html()).toContain('No file would be deleted')
    expect(html({ expiry: null })).toContain('cannot be told')
  })
})
