import { describe, expect, test } from 'vitest'
import type { SettingsPreview } from '../../../src/core/setting.ts'
import type { SettingsForm } from '../../../src/web/forms/settings.ts'
import { settingsPreviewView } from '../../../src/web/views/settings-preview.ts'
import { renderStrictly } from '../../support/strict-view.ts'
import { aSubject, aViewer } from './builders.ts'

const form: SettingsForm = {
  intent: 'preview',
  changes: { KEEP_DAYS: '3', BOT_TOKEN: '123:hush' },
  typed: { KEEP_DAYS: '3' },
  errors: {},
  conflicts: [],
}
const preview: SettingsPreview = {
  changes: [
    { key: 'KEEP_DAYS', label: 'Keep', from: '7', to: '3', isSecret: false },
    { key: 'BOT_TOKEN', label: 'Bot token', isSecret: true },
  ],
  nextRuns: [],
  filesThatWouldGo: [],
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
    expect(viewOf().changes[0]).toMatchObject({ from: '7', to: '3', secret: null })
    expect(viewOf().hidden).toEqual([
      { name: 'was[KEEP_DAYS]', value: '7' },
      { name: 'value[KEEP_DAYS]', value: '3' },
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
    expect(html({ nextRuns })).toContain('21 Nov 2026, 03:00 UTC')
  })

  test('lists the files that the next run would delete, and counts the rest', () => {
    const filesThatWouldGo = Array.from({ length: 120 }, (_, index) => ({
      id: `daily:${index}`,
      slot: 'daily',
      name: `shop-${index}.sql.gz`,
      sizeBytes: 1_000_000,
    }))
    const { files } = viewOf({ filesThatWouldGo })
    expect(files?.summary).toContain('would delete 120 files, 120 MB as listed')
    expect(files?.rows).toHaveLength(100)
    expect(files?.more).toBe('and 20 more')
    expect(html({ filesThatWouldGo })).toContain('and 20 more')
  })

  test('tells "none" from "not known"', () => {
    expect(html()).toContain('No file would be deleted')
    expect(html({ filesThatWouldGo: null })).toContain('cannot be told')
  })
})
