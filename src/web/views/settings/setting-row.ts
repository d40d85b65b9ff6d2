import type { Setting, SettingKind, SettingSpec } from '../../../core/setting.ts'
import type { SettingConflict, SettingsForm } from '../../forms/settings.ts'
import type { Paths } from '../../paths.ts'
import type { ScheduleHintView } from './schedule.ts'

export interface SettingRow {
  key: string
  group: string
  label: string
  help: string
  unit: string | null
  /** Which control the template draws. */
  control: 'text' | 'range' | 'select' | 'toggle' | 'secret'
  inputMode: 'text' | 'numeric' | 'url'
  /** What a schedule means, as it is typed. Null for anything else. */
  hint: SettingHint | null
  /** Of the slider beside the field. */
  range: { max: number; step: number } | null
  inputId: string
  helpId: string
  errorId: string
  againId: string
  /** Ids of what describes the control, for `aria-describedby`. */
  describedBy: string
  fieldName: string
  wasName: string
  /** What the field shows: what was typed, else what the server has. Empty for secrets. */
  value: string
  /** What the server has now, to notice later that somebody else changed it. */
  was: string
  choices: (Choice & { isSelected: boolean })[]
  /** The two values of a switch, and which it is. */
  toggle: { on: Choice; off: Choice; isOn: boolean } | null
  suggestions: { listId: string; values: Choice[] } | null
  isSet: boolean
  isOverride: boolean
  /** Null when there is nothing to reset, or the person may not. */
  resetAction: string | null
  error: string | null
  conflict: ConflictView | null
  /** A secret that was typed before, and does not come back. */
  isAskedAgain: boolean
  canChange: boolean
  /** What somebody sees who may not change it. */
  shown: string
}

/** A value that two people changed, as each has it. */
export interface ConflictView {
  theirs: string
  yours: string
  was: string
}

interface Choice {
  value: string
  label: string
}

export interface SettingHint {
  href: string
  /** The server's clock against UTC in minutes, empty when it is not known. */
  offset: string
  view: ScheduleHintView
  /** Usual schedules, to pick one. */
  presets: Choice[]
}

interface Surroundings {
  form: SettingsForm | null
  canChange: boolean
  serverId: string
  paths: Paths
  hint: SettingHint | null
}

export function settingRow(setting: Setting, spec: SettingSpec, around: Surroundings): SettingRow {
  const { key } = setting
  const { form } = around
  const was = setting.isSecret ? '' : (setting.value ?? '')
  const value = setting.isSecret ? '' : (form?.typed[key] ?? was)
  const error = form?.errors[key] ?? null
  const isAskedAgain = form?.secrets.includes(key) ?? false
  const isOverride = setting.source === 'override'
  const toggle = toggleOf(spec, was, value)
  return {
    key,
    group: spec.group,
    label: spec.label,
    help: spec.help,
    unit: spec.unit ?? null,
    control: controlOf(setting, spec, toggle !== null),
    inputMode: inputModes[spec.kind] ?? 'text',
    hint: spec.kind === 'schedule' ? around.hint : null,
    range: spec.range ?? null,
    ...idsOf(key, { hasError: error !== null, isAskedAgain }),
    isAskedAgain,
    fieldName: `value[${key}]`,
    wasName: `was[${key}]`,
    value,
    was,
    choices: choicesOf(spec, was, value),
    toggle,
    suggestions: suggestionsOf(spec),
    isSet: setting.isSet,
    isOverride,
    resetAction:
      isOverride && around.canChange ? around.paths.settingRemoval(around.serverId, key) : null,
    error,
    conflict: conflictOf(form?.conflicts.find((each) => each.key === key)),
    canChange: around.canChange,
    shown: setting.isSecret ? (setting.isSet ? 'Set' : 'Not set') : shown(was),
  }
}

/** Never `type=number` or `url`: those fields silently drop a stored value that does not fit them. */
const inputModes: Partial<Record<SettingKind, 'numeric' | 'url'>> = {
  number: 'numeric',
  url: 'url',
}

function controlOf(
  { isSecret }: Setting,
  { kind, range }: SettingSpec,
  isToggle: boolean,
): SettingRow['control'] {
  if (isSecret) return 'secret'
  if (isToggle) return 'toggle'
  if (kind === 'choice' || kind === 'toggle') return 'select'
  return range ? 'range' : 'text'
}

/** Null also for a value that is neither: a switch would have to change it. */
function toggleOf(
  { kind, choices: [on, off] = [] }: SettingSpec,
  was: string,
  value: string,
): SettingRow['toggle'] {
  if (kind !== 'toggle' || !on || !off) return null
  const isEither = (text: string) => text === on.value || text === off.value
  return isEither(was) && isEither(value) ? { on, off, isOn: value === on.value } : null
}

/** A value outside the choices becomes one of its own, so that saving something else keeps it. */
function choicesOf(
  { choices = [] }: SettingSpec,
  was: string,
  value: string,
): SettingRow['choices'] {
  const known = new Set(choices.map((choice) => choice.value))
  const kept = [...new Set([was, value])].filter((each) => !known.has(each))
  const extra = kept.map((each) => ({ value: each, label: `${shown(each)}, as it is now` }))
  return [...extra, ...choices].map((choice) => ({
    ...choice,
    isSelected: choice.value === value,
  }))
}

function suggestionsOf({ key, suggestions }: SettingSpec): SettingRow['suggestions'] {
  return suggestions ? { listId: `suggestions-${key.toLowerCase()}`, values: suggestions } : null
}

function idsOf(key: string, row: { hasError: boolean; isAskedAgain: boolean }) {
  const inputId = settingInputId(key)
  const helpId = `${inputId}-help`
  const errorId = `${inputId}-error`
  const againId = `${inputId}-again`
  const describedBy = [
    ...(row.hasError ? [errorId] : []),
    ...(row.isAskedAgain ? [againId] : []),
    helpId,
  ].join(' ')
  return { inputId, helpId, errorId, againId, describedBy }
}

export function settingInputId(key: string): string {
  return `setting-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
}

function conflictOf(conflict: SettingConflict | undefined): SettingRow['conflict'] {
  return conflict ? conflictView(conflict) : null
}

export function conflictView(conflict: SettingConflict): ConflictView {
  const { theirs, yours, was } = conflict
  return { theirs: shown(theirs), yours: shown(yours), was: shown(was) }
}

function shown(value: string): string {
  return value === '' ? '(empty)' : value
}
