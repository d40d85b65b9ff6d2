import type { Expiry } from './dumps/expiry.ts'
import { RemoteError } from './errors.ts'

export type SettingKind = 'text' | 'number' | 'choice' | 'toggle' | 'schedule' | 'url' | 'secret'

/** How one runtime setting of a backup server is named, explained and checked. */
export interface SettingSpec {
  key: string
  group: string
  label: string
  help: string
  kind: SettingKind
  unit?: string
  /** The usual values of a number, for a slider from 0 on; others can still be typed. */
  range?: { max: number; step: number }
  /**
   * For `choice`, and for `toggle` first on, then off: what the API accepts. A stored value outside it
   * is kept and shown, never replaced.
   */
  choices?: { value: string; label: string }[]
  /** Usual values of a field that takes others as well. */
  suggestions?: { value: string; label: string }[]
  /** False: the server refuses an empty value, and only a reset takes the override away. */
  canBeEmpty: boolean
}

/** One runtime setting as it is now on the server. */
export interface Setting {
  key: string
  /** Absent for secrets: they are write-only. */
  value?: string
  isSecret: boolean
  isSet: boolean
  source: 'base' | 'override'
}

/** Something in a server's settings that will not do what its owner expects. */
export interface SettingWarning {
  key: string
  sentence: string
}

/** One fact of the settings that is worth a place on the dashboard. */
export interface SettingHighlight {
  label: string
  value: string
}

/** What a change would do, before it is applied. */
export interface SettingsPreview {
  changes: { key: string; label: string; from?: string; to?: string; isSecret: boolean }[]
  /** In UTC, when the schedule changes and can be understood. */
  nextRuns: Date[]
  /** The server's clock against UTC. Null: not known. */
  offsetMinutes: number | null
  /** What the new retention would delete at the next successful run. Null when it cannot be told. */
  expiry: Expiry | null
  warnings: SettingWarning[]
}

/** A container that cannot start its scheduler answers with a failure although it has saved the values. */
export function isSavedPerhaps(error: unknown): boolean {
  return error instanceof RemoteError && error.fault === 'failed'
}
