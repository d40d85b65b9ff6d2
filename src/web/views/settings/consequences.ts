import type { SettingsPreview } from '../../../core/setting.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type RetentionView, retentionView } from './retention.ts'
import { type ServerRun, serverRuns, zoneOf } from './schedule.ts'

/** What a change of settings would do: on the preview page, and in place where script runs. */
export interface ConsequencesView {
  warnings: { key: string; sentence: string }[]
  changes: ChangeRow[]
  /** Secrets are typed once more: they never travel back. */
  asksSecrets: boolean
  runs: ServerRun[]
  /** Whose clock the runs are told by. */
  zone: string
  retention: RetentionView
}

interface ChangeRow {
  key: string
  label: string
  from: string
  to: string
  /** The field in which a secret is typed once more. */
  secret: { id: string; name: string } | null
}

/** `hasSecrets`: the page that asks still holds what was typed, so nothing is asked again. */
export function consequencesView(
  preview: SettingsPreview,
  hasSecrets: boolean,
  viewer: Viewer,
): ConsequencesView {
  const changes = preview.changes.map((change) => changeRow(change, hasSecrets))
  return {
    warnings: preview.warnings,
    changes,
    asksSecrets: changes.some((change) => change.secret !== null),
    runs: serverRuns(preview, viewer),
    zone: zoneOf(preview.offsetMinutes),
    retention: retentionView(preview.expiry, true, viewer.format),
  }
}

function changeRow(
  { key, label, isSecret, from, to }: SettingsPreview['changes'][number],
  hasSecrets: boolean,
): ChangeRow {
  const secret = { id: `secret-${key.toLowerCase()}`, name: `value[${key}]` }
  return {
    key,
    label,
    from: isSecret ? 'not shown' : shown(from),
    to: isSecret ? 'a new value' : shown(to),
    secret: isSecret && !hasSecrets ? secret : null,
  }
}

function shown(value: string | undefined): string {
  return value === undefined || value === '' ? '(empty)' : value
}
