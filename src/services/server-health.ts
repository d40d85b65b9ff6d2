import type { BackupFile, Dump } from '../core/backup.ts'
import type { Driver } from '../core/driver.ts'
import { groupIntoDumps } from '../core/dump.ts'
import { RemoteError } from '../core/errors.ts'
import { type Reading, read } from '../core/reading.ts'
import type { BackupServer, ServerStatus } from '../core/server.ts'
import { judgeServer } from '../core/server-state.ts'
import type { Setting, SettingHighlight, SettingWarning } from '../core/setting.ts'
import { inferUtcOffset } from '../core/utc-offset.ts'
import type { Judgement, ServerState } from '../core/verdict.ts'
import type { Drivers } from './drivers.ts'
import type { ScheduleFacts, Schedules } from './schedules.ts'

export type ServerHealth = ReturnType<typeof serverHealthService>

/** What one look at a server brought: each part on its own, so that one failure spoils no other. */
export interface ServerLook {
  status: Reading<ServerStatus>
  files: Reading<BackupFile[]>
  settings: Reading<Setting[]>
  dumps: Dump[]
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  judgement: Judgement<ServerState>
  /** Null: the status could not be read, so there is no schedule to understand. */
  schedule: ScheduleFacts | null
  warnings: SettingWarning[]
  highlights: SettingHighlight[]
}

/** How much longer than its schedule a run may take before its dump counts as late. */
const graceMs = 60 * 60 * 1000

/** Asks a server the three things that its state follows from, and judges it by what it has to show. */
export function serverHealthService(deps: { drivers: Drivers; schedules: Schedules }) {
  const { drivers, schedules } = deps
  return {
    async look(server: BackupServer, signal: AbortSignal): Promise<ServerLook> {
      const { status, files, settings } = await ask(drivers, server, signal)
      const dumps = files.ok ? groupIntoDumps(files.value) : []
      const rules = drivers.describe(server).settings
      const known = settings.ok && rules ? settings.value : null
      const expectedDatabases = (known && rules?.plan(known).databases) ?? null
      const schedule = status.ok
        ? schedules.understand(status.value.schedule, {
            offsetMinutes: files.ok ? inferUtcOffset(files.value) : null,
            lastRunAt: lastRunOf(dumps),
          })
        : null
      const judgement = judgeServer({
        isEnabled: server.isEnabled,
        status,
        dumps: files.ok ? { ok: true, value: dumps } : files,
        expectedDatabases,
        intervalMs: schedule && schedules.intervalMs(schedule.raw),
        graceMs,
        now: new Date(),
      })
      const warnings = (known && rules?.warnings(known)) ?? []
      const highlights = (known && rules?.highlights(known)) ?? []
      return {
        ...{ status, files, settings, dumps, expectedDatabases },
        ...{ judgement, schedule, warnings, highlights },
      }
    },
  }
}

/** A file without a database in its name was put there by somebody else than the container. */
function lastRunOf(dumps: Dump[]): Date | undefined {
  return dumps.find((dump) => dump.database !== '')?.finishedAt
}

async function ask(drivers: Drivers, server: BackupServer, signal: AbortSignal) {
  const opened = await read(drivers.open(server))
  if (!opened.ok) return { status: opened, files: opened, settings: opened }
  const driver = opened.value
  const [status, files, settings] = await Promise.all([
    read(driver.status(signal)),
    read(listFiles(driver, signal)),
    read(readSettings(driver, signal)),
  ])
  return { status, files, settings }
}

async function listFiles(driver: Driver, signal: AbortSignal): Promise<BackupFile[]> {
  if (!driver.inventory) throw new RemoteError('missing', 'This kind of server lists no dumps.')
  return driver.inventory.list(signal)
}

async function readSettings(driver: Driver, signal: AbortSignal): Promise<Setting[]> {
  if (!driver.settings) throw new RemoteError('missing', 'This kind of server has no settings.')
  return driver.settings.read(signal)
}
