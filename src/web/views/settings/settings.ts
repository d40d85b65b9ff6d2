import type { Expiry } from '../../../core/dumps/expiry.ts'
import type { RemoteError } from '../../../core/errors.ts'
import type { Reading } from '../../../core/reading.ts'
import type { Setting, SettingSpec, SettingWarning } from '../../../core/setting.ts'
import type { SettingsForm } from '../../forms/settings.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import type { ErrorSummary } from '../pieces/field.ts'
import { serverFrame } from '../servers/server-header.ts'
import { isOffered, type Subject } from '../servers/subject.ts'
import { type RetentionView, retentionView } from './retention.ts'
import { type ScheduleHintInput, scheduleHintView } from './schedule.ts'
import { type SettingHint, type SettingRow, settingRow } from './setting-row.ts'

export interface SettingsInput extends Subject {
  settings: Reading<Setting[]>
  catalogue: SettingSpec[]
  warnings: SettingWarning[]
  /** What the schedule in the form means; null when it is not known. */
  schedule: Omit<ScheduleHintInput, 'problem'> | null
  /** What the next run deletes as things are; null when it is not known. */
  expiry: Expiry | null
  /** A form that could not be applied, or that comes back from the preview. */
  form: SettingsForm | null
  /** Why the server refused it. */
  refusal: RemoteError | null
}

export interface SettingsView extends Framed {
  /** Why the settings could not be read. */
  failure: FailureView | null
  refusal: FailureView | null
  /** At the top, each error and conflict linked to its field. */
  summary: ErrorSummary | null
  warnings: { href: string; label: string; sentence: string }[]
  groups: SettingGroup[]
  action: string
  checkAction: string
  previewAction: string
  canChange: boolean
  /** Null: this kind of server calls nobody, or the person may not change that. */
  callbackHref: string | null
  /** What the fields hold is not saved yet, even before anything is typed. */
  isTyped: boolean
}

export interface SettingGroup {
  name: string
  id: string
  rows: SettingRow[]
  /** Below the fields that decide what is deleted. */
  retention: { href: string; view: RetentionView } | null
}

export function settingsView(input: SettingsInput, viewer: Viewer): SettingsView {
  const { server, facets, settings } = input
  const canChange = isOffered(input, 'settings', 'settings.change', viewer)
  const hint = input.schedule && hintOf(input, input.schedule, viewer)
  const around = { form: input.form, canChange, serverId: server.id, paths: viewer.paths, hint }
  const rows = settings.ok
    ? rowsInOrder(settings.value, input.catalogue).map(([setting, spec]) =>
        settingRow(setting, spec, around),
      )
    : []
  const href = viewer.paths.settings(server.id)
  return {
    frame: serverFrame(server, facets, { title: 'Settings', tab: 'Settings' }, viewer),
    failure: settings.ok ? null : failureView(settings.error, server, viewer, href),
    refusal: input.refusal && failureView(input.refusal, server, viewer),
    summary: summaryOf(rows),
    warnings: warningsOf(input.warnings, rows),
    groups: grouped(rows).map((group) => withRetention(group, input, viewer)),
    action: href,
    checkAction: viewer.paths.settingsCheck(server.id),
    previewAction: viewer.paths.settingsPreview(server.id),
    canChange,
    callbackHref: canChange && facets.callbacks ? viewer.paths.callback(server.id) : null,
    isTyped: input.form !== null,
  }
}

/** What the schedule means now; the browser asks the same again while another is typed. */
function hintOf(
  { server, catalogue }: SettingsInput,
  schedule: Omit<ScheduleHintInput, 'problem'>,
  viewer: Viewer,
): SettingHint {
  const { offsetMinutes } = schedule.facts
  return {
    href: viewer.paths.settingsSchedule(server.id),
    offset: offsetMinutes === null ? '' : String(offsetMinutes),
    view: scheduleHintView({ ...schedule, problem: null }, viewer),
    presets: catalogue.find(({ kind }) => kind === 'schedule')?.suggestions ?? [],
  }
}

function summaryOf(rows: SettingRow[]): ErrorSummary | null {
  const wrong = rows.flatMap(({ inputId, label, error, conflict }) => {
    const href = `#${inputId}`
    return [
      ...(error === null ? [] : [{ href, text: `${label}: ${error}` }]),
      ...(conflict === null ? [] : [{ href, text: `${label} was changed by somebody else` }]),
    ]
  })
  const asked = rows
    .filter(({ isAskedAgain, error }) => isAskedAgain && error === null)
    .map(({ inputId, label }) => ({ href: `#${inputId}`, text: `${label}: type it again` }))
  const errors = [...wrong, ...asked]
  if (errors.length === 0) return null
  const title = wrong.length > 0 ? 'Nothing was applied' : 'Not everything could be kept'
  return { title, errors }
}

/** In the order of the catalogue; what the server has beyond it comes last, as plain text. */
function rowsInOrder(settings: Setting[], catalogue: SettingSpec[]): [Setting, SettingSpec][] {
  const byKey = new Map(settings.map((setting) => [setting.key, setting]))
  const known = catalogue.flatMap((spec): [Setting, SettingSpec][] => {
    const setting = byKey.get(spec.key)
    return setting ? [[setting, spec]] : []
  })
  const keys = new Set(catalogue.map((spec) => spec.key))
  const unknown = settings.filter((setting) => !keys.has(setting.key))
  return [...known, ...unknown.map((setting): [Setting, SettingSpec] => [setting, plain(setting)])]
}

function plain({ key, isSecret }: Setting): SettingSpec {
  const kind = isSecret ? 'secret' : 'text'
  return { key, group: 'Other', label: key, help: '', kind, canBeEmpty: true }
}

function grouped(rows: SettingRow[]): Omit<SettingGroup, 'retention'>[] {
  const names = [...new Set(rows.map((row) => row.group))]
  return names.map((name) => ({
    name,
    id: `group-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    rows: rows.filter((row) => row.group === name),
  }))
}

function withRetention(
  group: Omit<SettingGroup, 'retention'>,
  { server, expiry, settings }: SettingsInput,
  { paths, format }: Viewer,
): SettingGroup {
  if (!settings.ok || !group.rows.some((row) => row.range)) return { ...group, retention: null }
  const view = retentionView(expiry, false, format)
  return { ...group, retention: { href: paths.settingsRetention(server.id), view } }
}

function warningsOf(warnings: SettingWarning[], rows: SettingRow[]): SettingsView['warnings'] {
  return warnings.map(({ key, sentence }) => {
    const row = rows.find((each) => each.key === key)
    return { href: `#${row?.inputId ?? ''}`, label: row?.label ?? key, sentence }
  })
}
