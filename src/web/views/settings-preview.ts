import type { SettingsPreview } from '../../core/setting.ts'
import type { Format, TimeView } from '../format.ts'
import type { SettingsForm } from '../forms/settings.ts'
import type { Framed } from './frame.ts'
import { serverFrame } from './server-header.ts'
import type { Subject } from './subject.ts'
import type { Viewer } from './viewer.ts'

export interface SettingsPreviewInput extends Subject {
  preview: SettingsPreview
  form: SettingsForm
}

export interface SettingsPreviewView extends Framed {
  action: string
  backHref: string
  changes: ChangeRow[]
  hasSecrets: boolean
  /** Carries the form through the preview. Never holds a secret. */
  hidden: { name: string; value: string }[]
  nextRuns: TimeView[]
  /** Null: it cannot be told. */
  files: DoomedFilesView | null
  warnings: { key: string; sentence: string }[]
}

interface ChangeRow {
  key: string
  label: string
  from: string
  to: string
  /** The field in which a secret is typed once more. */
  secret: { id: string; name: string } | null
}

export interface DoomedFilesView {
  summary: string
  isHarmless: boolean
  rows: { slot: string; name: string; size: string }[]
  /** Said below the rows when there are more than are listed. */
  more: string | null
}

/** Longer lists say how many more: a page that nobody reads to its end helps nobody. */
const listedFiles = 100

/** What a change would do, before it is applied. Secrets are typed once more: they never travel back. */
export function settingsPreviewView(
  input: SettingsPreviewInput,
  viewer: Viewer,
): SettingsPreviewView {
  const { server, facets, preview, form } = input
  const settingsHref = viewer.paths.settings(server.id)
  const trail = [
    { text: 'Settings', href: settingsHref },
    { text: 'Preview', href: null },
  ]
  const changes = preview.changes.map(changeRow)
  return {
    frame: serverFrame(server, facets, { title: 'Preview', tab: 'Settings', trail }, viewer),
    action: settingsHref,
    backHref: settingsHref,
    changes,
    hasSecrets: changes.some((change) => change.secret !== null),
    hidden: hiddenFields(preview, form),
    nextRuns: preview.nextRuns.map((at) => viewer.format.time(at)),
    files: doomedFiles(preview.filesThatWouldGo, viewer.format),
    warnings: preview.warnings,
  }
}

function changeRow(change: SettingsPreview['changes'][number]): ChangeRow {
  const { key, label, isSecret } = change
  return {
    key,
    label,
    from: isSecret ? 'not shown' : shown(change.from),
    to: isSecret ? 'a new value' : shown(change.to),
    secret: isSecret ? { id: `secret-${key.toLowerCase()}`, name: `value[${key}]` } : null,
  }
}

function hiddenFields(preview: SettingsPreview, form: SettingsForm): SettingsPreviewView['hidden'] {
  return preview.changes
    .filter((change) => !change.isSecret)
    .flatMap(({ key, from = '', to = '' }) => [
      { name: `was[${key}]`, value: from },
      { name: `value[${key}]`, value: form.changes[key] ?? to },
    ])
}

function doomedFiles(
  files: SettingsPreview['filesThatWouldGo'],
  format: Format,
): DoomedFilesView | null {
  if (files === null) return null
  const bytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const hidden = files.length - listedFiles
  return {
    summary:
      files.length === 0
        ? 'No file would be deleted.'
        : doomedSentence(files.length, format.size(bytes)),
    isHarmless: files.length === 0,
    rows: files.slice(0, listedFiles).map(({ slot, name, sizeBytes }) => ({
      slot,
      name,
      size: format.size(sizeBytes),
    })),
    more: hidden > 0 ? `and ${format.number(hidden)} more` : null,
  }
}

/** Listed bytes, not freed ones: a dump that another slot still holds frees nothing. */
function doomedSentence(count: number, size: string): string {
  const files = count === 1 ? '1 file' : `${count} files`
  return `The next successful backup would delete ${files}, ${size} as listed. Dumps that another slot still holds stay there.`
}

function shown(value: string | undefined): string {
  return value === undefined || value === '' ? '(empty)' : value
}
