import { z } from 'zod'
import type { Setting } from '../../core/setting.ts'

const flatFields = z
  .record(z.string(), z.union([z.string(), z.undefined()]).catch(undefined))
  .catch({})

/**
 * The fields of a settings form: `value[KEY]` as typed, `was[KEY]` as it was shown. A switch that is
 * off sends nothing by itself; `off[KEY]` beside it says what that means.
 */
export function settingFields(body: unknown): Record<string, string | undefined> {
  const fields = flatFields.parse(body)
  for (const [name, off] of Object.entries(fields)) {
    const [, key] = /^off\[(.+)\]$/.exec(name) ?? []
    if (key !== undefined) fields[`value[${key}]`] ??= off
  }
  return fields
}

/** What the form showed and what it says now, for questions that need no look at the server. */
export function shownSettings(body: unknown): { present: Setting[]; future: Setting[] } {
  const fields = settingFields(body)
  const present: Setting[] = []
  const future: Setting[] = []
  for (const [name, was = ''] of Object.entries(fields)) {
    const [, key] = /^was\[(.+)\]$/.exec(name) ?? []
    if (key === undefined) continue
    present.push(plain(key, was))
    future.push(plain(key, fields[`value[${key}]`] ?? was))
  }
  return { present, future }
}

function plain(key: string, value: string): Setting {
  return { key, value, isSecret: false, isSet: value !== '', source: 'base' }
}
