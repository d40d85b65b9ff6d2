import type { BackupFile } from '../core/backup.ts'
import type { Settings } from '../core/driver.ts'
import { type Reading, read } from '../core/reading.ts'
import type { BackupServer } from '../core/server.ts'
import type { Setting, SettingSpec, SettingsPreview } from '../core/setting.ts'
import { inferUtcOffset } from '../core/utc-offset.ts'
import { type Drivers, facet } from './drivers.ts'
import type { ScheduleFacts, Schedules } from './schedules.ts'

export type SettingsOutlook = ReturnType<typeof settingsOutlookService>

/** What changed settings would do, before they are applied. */
export function settingsOutlookService(deps: { drivers: Drivers; schedules: Schedules }) {
  const { drivers, schedules } = deps

  async function listFiles(server: BackupServer, signal: AbortSignal) {
    const driver = await drivers.open(server)
    return read(facet(driver.inventory).list(signal))
  }

  function understand(raw: string, files: Reading<BackupFile[]>): ScheduleFacts {
    return schedules.understand(raw, {
      offsetMinutes: files.ok ? inferUtcOffset(files.value) : null,
    })
  }

  return {
    /** What a server's schedule means; with a typed one instead, what that would mean. */
    async schedule(
      server: BackupServer,
      settings: Setting[],
      signal: AbortSignal,
    ): Promise<ScheduleFacts> {
      const { schedule } = facet(drivers.describe(server).settings).plan(settings)
      return understand(schedule, await listFiles(server, signal))
    },

    async preview(
      server: BackupServer,
      present: Setting[],
      changes: Record<string, string>,
      signal: AbortSignal,
    ): Promise<SettingsPreview> {
      const rules = facet(drivers.describe(server).settings)
      const files = await listFiles(server, signal)
      const future = changed(present, changes)
      const { schedule } = rules.plan(future)
      const isRescheduled = schedule !== rules.plan(present).schedule
      return {
        changes: changesOf(rules.catalogue, present, changes),
        nextRuns: isRescheduled ? understand(schedule, files).nextRuns : [],
        filesThatWouldGo: files.ok ? newlyExpired(rules, present, future, files.value) : null,
        warnings: rules.warnings(future),
      }
    },
  }
}

/** The settings as they would be afterwards. */
function changed(present: Setting[], changes: Record<string, string>): Setting[] {
  return present.map((setting) => {
    const value = changes[setting.key]
    if (value === undefined) return setting
    const isSet = value !== ''
    const override = { ...setting, isSet, source: 'override' as const }
    return setting.isSecret ? override : { ...override, value }
  })
}

/** Only what goes because of the change: files that are due anyway are not its doing. */
function newlyExpired(rules: Settings, present: Setting[], future: Setting[], files: BackupFile[]) {
  const now = new Date()
  const dueAnyway = new Set(rules.expire(present, files, now).map((file) => file.id))
  return rules.expire(future, files, now).filter((file) => !dueAnyway.has(file.id))
}

function changesOf(
  catalogue: SettingSpec[],
  present: Setting[],
  changes: Record<string, string>,
): SettingsPreview['changes'] {
  return present.flatMap((setting) => {
    const to = changes[setting.key]
    if (to === undefined) return []
    const { key, isSecret } = setting
    const label = catalogue.find((spec) => spec.key === key)?.label ?? key
    return [{ key, label, isSecret, ...(isSecret ? {} : { from: setting.value ?? '', to }) }]
  })
}
