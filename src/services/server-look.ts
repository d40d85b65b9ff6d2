import type { BackupFile, Dump } from '../core/dumps/backup.ts'
import { withoutCopyTimes } from '../core/dumps/copied-dump.ts'
import { groupIntoDumps } from '../core/dumps/dump.ts'
import { inferUtcOffset } from '../core/dumps/utc-offset.ts'
import type { Job } from '../core/job.ts'
import { awaitedMs } from '../core/ledger/grace.ts'
import { dueSince } from '../core/ledger/last-due.ts'
import { isFuture, laterOf, serverTime, toldSkewMs } from '../core/monitor/clock-skew.ts'
import type { Reading } from '../core/reading.ts'
import type { BackupServer, ServerStatus } from '../core/server.ts'
import type { Setting, SettingHighlight, SettingWarning } from '../core/setting.ts'
import { judgeServer } from '../core/verdicts/server-state.ts'
import type { Judgement, ServerState } from '../core/verdicts/verdict.ts'
import type { Drivers } from './drivers.ts'
import type { ScheduleFacts, Schedules } from './schedules.ts'

/** What a server answered when it was looked at: each part on its own, so that one failure spoils no other. */
export interface Answers {
  status: Reading<ServerStatus>
  files: Reading<BackupFile[]>
  settings: Reading<Setting[]>
  jobs: Reading<Job[]>
}

/** What one look at a server brought, and what it comes to. */
export interface ServerLook extends Answers, Plan {
  dumps: Dump[]
  judgement: Judgement<ServerState>
  /** How far its clock is ahead of ours. Null: its status does not tell. */
  skewMs: number | null
  /** Null: the status could not be read, so there is no schedule to understand. */
  schedule: ScheduleFacts | null
  /** When this process first saw it changed. Null: it has not. */
  scheduleSince: Date | null
}

/** What its settings say, as far as they could be read. */
interface Plan {
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  warnings: SettingWarning[]
  highlights: SettingHighlight[]
}

/** How much longer than its schedule a run may take before its dump counts as late. */
export const runGraceMs = 60 * 60 * 1000

type Told = Answers & Pick<ServerLook, 'scheduleSince'>

interface Rules {
  drivers: Pick<Drivers, 'describe'>
  schedules: Pick<Schedules, 'understand' | 'intervalMs' | 'lastDue'>
}

export function concludeLook(
  server: BackupServer,
  told: Told,
  { drivers, schedules }: Rules,
): ServerLook {
  const { status, files } = told
  const dumps = files.ok ? groupIntoDumps(files.value) : []
  const skewMs = status.ok ? toldSkewMs(status.value, new Date()) : null
  const schedule = scheduleOf(told, dumps, schedules)
  const known = { ...told, dumps, skewMs, schedule, ...planOf(server, told, drivers) }
  return { ...known, judgement: judge(server, known, { drivers, schedules }) }
}

function planOf(
  server: BackupServer,
  { status, settings }: Answers,
  drivers: Rules['drivers'],
): Plan {
  const isCluster = status.ok && status.value.isCluster
  const rules = drivers.describe(server).settings
  if (!settings.ok || !rules) {
    return { expectedDatabases: isCluster ? ['cluster'] : null, warnings: [], highlights: [] }
  }
  return {
    expectedDatabases: isCluster ? ['cluster'] : rules.plan(settings.value).databases,
    warnings: rules.warnings(settings.value),
    highlights: rules.highlights(settings.value, isCluster),
  }
}

function scheduleOf(
  { status, files }: Answers,
  dumps: Dump[],
  schedules: Rules['schedules'],
): ScheduleFacts | null {
  if (!status.ok) return null
  return schedules.understand(status.value.schedule, {
    offsetMinutes: files.ok ? inferUtcOffset(files.value) : null,
    lastRunAt: lastRunOf(dumps),
  })
}

type Known = Omit<ServerLook, 'judgement'>

function judge(
  server: BackupServer,
  look: Known,
  { drivers, schedules }: Rules,
): Judgement<ServerState> {
  const { status, files, settings, schedule, expectedDatabases } = look
  const now = new Date()
  const serverNow = serverTime(now, look.skewMs)
  const intervalMs = schedule && schedules.intervalMs(schedule.raw)
  const graceMs = awaitedMs(runGraceMs, intervalMs)
  const due = schedule && schedules.lastDue(schedule, laterOf({ now, serverNow }), graceMs)
  const waitMs = (intervalMs ?? 0) + graceMs
  return judgeServer({
    isEnabled: server.isEnabled,
    status,
    dumps: files.ok ? { ok: true, value: datedDumps(look) } : files,
    expectedDatabases,
    isPlanUnread: drivers.describe(server).settings !== undefined && !settings.ok,
    intervalMs,
    due: dueSince(due, look.scheduleSince, { now, waitMs }),
    graceMs,
    maxAgeMs: server.maxAgeMs,
    databaseMaxAges: server.databaseMaxAges,
    now,
    serverNow,
  })
}

/** As old as they are, even where they were copied without their times. */
function datedDumps({ dumps, status, schedule }: Known): Dump[] {
  const lastRunAt = (status.ok && status.value.lastBackup?.at) || null
  return withoutCopyTimes(dumps, { lastRunAt, offsetMinutes: schedule?.offsetMinutes ?? null })
}

/** A file without a database in its name was put there by somebody else than the container. */
function lastRunOf(dumps: Dump[]): Date | undefined {
  const now = new Date()
  const ofRuns = dumps.filter(({ database }) => database !== '')
  return ofRuns.find(({ finishedAt }) => !isFuture(finishedAt, now))?.finishedAt
}
