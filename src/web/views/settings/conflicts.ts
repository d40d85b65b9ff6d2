import type { SettingConflict } from '../../forms/settings.ts'
import { type ConflictView, conflictView, settingInputId } from './setting-row.ts'

/** For the page that still holds the form, to say in place what somebody else changed meanwhile. */
export interface ConflictsView {
  conflicts: {
    inputId: string
    /** The field that says what the page showed, and what it has to say from now on. */
    wasName: string
    theirs: string
    sides: ConflictView
  }[]
}

export function conflictsView(conflicts: SettingConflict[]): ConflictsView {
  return {
    conflicts: conflicts.map((conflict) => ({
      inputId: settingInputId(conflict.key),
      wasName: `was[${conflict.key}]`,
      theirs: conflict.theirs,
      sides: conflictView(conflict),
    })),
  }
}
