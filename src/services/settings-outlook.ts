import type { Settings } from '../core/driver.ts'
import type { BackupFile } from '../core/dumps/backup.ts'
import { type Expiry, expiry } from '../core/dumps/expiry.ts'
import { inferUtcOffset } from '../core/dumps/utc-offset.ts'
import { type Reading, read } from '../core/reading.ts'
import type { BackupServer } from '../core/server.ts'
import type { Setting, SettingSpec, SettingsPreview } from '../core/setting.ts'
import { type Drivers, facet } from './drivers.ts'
import type { ScheduleFacts, Schedules } from './schedules.ts'

export type SettingsOutlook = ReturnType<typeof settingsOutlookService>

/** What changed settings would do, before they are applied. */
export function settingsOutlookService(deps: { drivers: Drivers; schedules: Schedules }) {
  const { drivers, schedules } = deps

  async function listFiles(server: BackupServer, signal: AbortSignal) {
    const driver = await drivers.open(server)
    const listing = facet(driver.inventory).list(signal)
    return read(listing.then(({ files }) => files))
  }

  function understand(raw: string, files: Reading<BackupFile[]>): ScheduleFacts {
    return schedules.understand(raw, {
      offsetMinutes: files.ok ? inferUtcOffset(files.value) : null,
    })
  }

  return {
    /** What a server's settings mean as they are: when it runs, and what the next run deletes. */
    async present(server: BackupServer, settings: Setting[], signal: AbortSignal) {
      const rules = facet(drivers.describe(server).settings)
      const files = await listFiles(server, signal)
      const due = (all: BackupFile[]) => expiry(all, rules.expire(settings, all, new Date()))
      return {
        schedule: understand(rules.plan(settings).schedule, files),
        expiry: files.ok ? due(files.value) : null,
      }
    },

    /** What another retention would delete. Null: the files could not be listed. */
    async retention(
      server: BackupServer,
      { present, future }: { present: Setting[]; future: Setting[] },
      signal: AbortSignal,
    ): Promise<Expiry | null> {
      const rules = facet(drivers.describe(server).settings)
      return expiryOf(rules, { present, future }, await listFiles(server, signal))
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
      const facts = understand(schedule, files)
      const isRescheduled = schedule !== rules.plan(present).schedule
      return {
        changes: changesOf(rules.catalogue, present, changes),
        nextRuns: isRescheduled ? facts.nextRuns : [],
        offsetMinutes: facts.offsetMinutes,
        expiry: expiryOf(rules, { present, future }, files),
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

/** Files that are due anyway are not the change's doing. */
function expiryOf(
  rules: Settings,
  { present, future }: { present: Setting[]; future: Setting[] },
  files: Reading<BackupFile[]>,
): Expiry | null {
  if (!files.ok) return null
  const now = new Date()
  const goes = (settings: Setting[]) => rules.expire(settings, files.value, now)
  return expiry(files.value, goes(future), goes(present))
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
