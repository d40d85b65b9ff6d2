import { z } from 'zod'
import type { Setting } from '../../core/setting.ts'
import { settingFields } from './setting-fields.ts'

/** A setting that somebody else changed after the page was drawn, and that was changed here too. */
export interface SettingConflict {
  key: string
  was: string
  theirs: string
  yours: string
}

export interface SettingsForm {
  /** `edit` goes back from the preview to the form. */
  intent: 'edit' | 'preview' | 'apply'
  /** What to send: only keys that were really changed. */
  changes: Record<string, string>
  /** Everything that was typed, to show it again. Secrets are left out: they never travel back. */
  typed: Record<string, string>
  errors: Record<string, string>
  conflicts: SettingConflict[]
  /** Secrets that were typed: where the form is shown again, they must be typed again. */
  secrets: string[]
}

/** Null when the value is acceptable, otherwise the reason. */
export type SettingCheck = (key: string, value: string) => string | null

/**
 * Three-way comparison of what the page showed (`was[KEY]`), what was typed (`value[KEY]`) and what
 * the server has now. A key without a field in the body counts as untouched, never as cleared.
 */
export function settingsForm(
  body: unknown,
  settings: Setting[],
  check: SettingCheck,
): SettingsForm {
  const fields = settingFields(body)
  const intent = intents.parse(fields['intent'])
  const form: SettingsForm = {
    intent,
    changes: {},
    typed: {},
    errors: {},
    conflicts: [],
    secrets: [],
  }
  for (const setting of settings) {
    const yours = fields[`value[${setting.key}]`]
    if (yours === undefined) continue
    if (setting.isSecret) addSecret(form, setting.key, yours, wasTyped(fields, setting.key), check)
    else addValue(form, setting, yours, fields[`was[${setting.key}]`], check)
  }
  return form
}

/**
 * What is wrong with the values that were changed, by the name of the field. Asks no server, so it can
 * be told while a form is being filled in.
 */
export function settingErrors(body: unknown, check: SettingCheck): Record<string, string> {
  const fields = settingFields(body)
  const errors: Record<string, string> = {}
  for (const [name, yours = ''] of Object.entries(fields)) {
    const [, key] = /^value\[(.+)\]$/.exec(name) ?? []
    // A secret field shows nothing, and empty it means: keep the one that is there.
    if (key === undefined || isSame(yours, fields[`was[${key}]`] ?? '')) continue
    const reason = check(key, yours)
    if (reason !== null) errors[name] = reason
  }
  return errors
}

const intents = z.enum(['edit', 'preview', 'apply']).catch('preview')

/** The preview does not hold a secret, but it remembers that there was one. */
export function typedName(key: string): string {
  return `typed[${key}]`
}

function wasTyped(fields: Record<string, string | undefined>, key: string): boolean {
  return fields[typedName(key)] !== undefined
}

/** An empty secret field means: keep the one that is there. Unless one was typed on the page before. */
function addSecret(
  form: SettingsForm,
  key: string,
  yours: string,
  wasTyped: boolean,
  check: SettingCheck,
): void {
  if (yours !== '' || wasTyped) form.secrets.push(key)
  if (yours === '') {
    if (wasTyped && form.intent !== 'edit') form.errors[key] = 'Type the new value once more.'
    return
  }
  form.changes[key] = yours
  addError(form, key, yours, check)
}

function addValue(
  form: SettingsForm,
  setting: Setting,
  yours: string,
  shown: string | undefined,
  check: SettingCheck,
): void {
  const { key, value: theirs = '' } = setting
  const was = shown ?? theirs
  form.typed[key] = yours
  if (isSame(yours, was) || isSame(yours, theirs)) {
    form.typed[key] = theirs
    return
  }
  form.changes[key] = yours
  addError(form, key, yours, check)
  if (!isSame(was, theirs)) form.conflicts.push({ key, was, theirs, yours })
}

function addError(form: SettingsForm, key: string, value: string, check: SettingCheck): void {
  const reason = check(key, value)
  if (reason !== null) form.errors[key] = reason
}

/** A one-line field drops line breaks, and a browser rewrites them: that alone is no change. */
function isSame(one: string, other: string): boolean {
  return one.replace(/[\r\n]/g, '') === other.replace(/[\r\n]/g, '')
}
