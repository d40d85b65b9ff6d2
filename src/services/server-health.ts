import type { BackupFile, Dump } from '../core/dumps/backup.ts'
import { withoutCopyTimes } from '../core/dumps/copied-dump.ts'
import { groupIntoDumps } from '../core/dumps/dump.ts'
import { inferUtcOffset } from '../core/dumps/utc-offset.ts'
import { RemoteError } from '../core/errors.ts'
import type { Job } from '../core/job.ts'
import { clockChangeMs } from '../core/ledger/expectations.ts'
import { dueSince } from '../core/ledger/last-due.ts'
import { laterOf, serverTime, toldSkewMs } from '../core/monitor/clock-skew.ts'
import { type Reading, read } from '../core/reading.ts'
import type { BackupServer, ServerStatus } from '../core/server.ts'
import type { Setting, SettingHighlight, SettingWarning } from '../core/setting.ts'
import { judgeServer } from '../core/verdicts/server-state.ts'
import type { Judgement, ServerState } from '../core/verdicts/verdict.ts'
import type { Drivers } from './drivers.ts'
import { scheduleMemory } from './schedule-memory.ts'
import type { ScheduleFacts, Schedules } from './schedules.ts'

export type ServerHealth = ReturnType<typeof serverHealthService>

/** What one look at a server brought: each part on its own, so that one failure spoils no other. */
export interface ServerLook {
  status: Reading<ServerStatus>
  files: Reading<BackupFile[]>
  settings: Reading<Setting[]>
  jobs: Reading<Job[]>
  dumps: Dump[]
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  judgement: Judgement<ServerState>
  /** How far its clock is ahead of ours. Null: its status does not tell. */
  skewMs: number | null
  /** Null: the status could not be read, so there is no schedule to understand. */
  schedule: ScheduleFacts | null
  /** When this process first saw it changed. Null: it has not. */
  scheduleSince: Date | null
  warnings: SettingWarning[]
  highlights: SettingHighlight[]
}

/** What stays of a look when it is over: enough for a sidebar and a header. */
export interface LastLook extends Pick<ServerLook, 'judgement' | 'schedule'> {
  key: string
  at: Date
}

/** Older than this, a state is no longer shown as if it were the present one. */
const keptMs = 5 * 60 * 1000

/** How much longer than its schedule a run may take before its dump counts as late. */
export const runGraceMs = 60 * 60 * 1000

/** Asks a server all that its state follows from at once, and judges it by what it has to show. */
export function serverHealthService(deps: { drivers: Drivers; schedules: Schedules }) {
  const { drivers } = deps
  const underWay = new Map<string, Promise<ServerLook>>()
  const lastLooks = new Map<string, LastLook>()
  const memory = scheduleMemory()

  function scheduleSince({ id }: BackupServer, { status }: Answers): Date | null {
    const raw = status.ok ? status.value.schedule : null
    const wasLate = lastLooks.get(id)?.judgement.verdict === 'late'
    return memory.since(id, raw, { now: new Date(), wasLate })
  }

  async function takeLook(server: BackupServer): Promise<ServerLook> {
    const answers = await ask(drivers, server)
    const since = scheduleSince(server, answers)
    const look = { ...answers, ...conclude(server, { ...answers, since }, deps) }
    const { judgement, schedule } = look
    lastLooks.set(server.id, { key: keyOf(server), at: new Date(), judgement, schedule })
    return look
  }

  return {
    /**
     * People who look at one server in the same moment share one look: a wall of screens costs a
     * small container no more than one of them. It does not end when one of them leaves; every call in
     * it has its own limit.
     */
    look(server: BackupServer): Promise<ServerLook> {
      const key = keyOf(server)
      const shared = underWay.get(key)
      if (shared) return shared
      const look = takeLook(server).finally(() => underWay.delete(key))
      underWay.set(key, look)
      return look
    },

    /** What the last look of this process found, without contacting anything. Null: too long ago. */
    lastLook(server: BackupServer): LastLook | null {
      const last = lastLooks.get(server.id)
      const isRecent = last?.key === keyOf(server) && Date.now() - last.at.getTime() < keptMs
      return last && isRecent ? last : null
    },
  }
}

/** A changed server is another one: what was found at the former address says nothing of it. */
function keyOf(server: BackupServer): string {
  return `${server.id} ${server.updatedAt.getTime()}`
}

type Answers = Pick<ServerLook, 'status' | 'files' | 'settings' | 'jobs'>

function conclude(
  server: BackupServer,
  { status, files, settings, since }: Answers & { since: Date | null },
  { drivers, schedules }: { drivers: Drivers; schedules: Schedules },
) {
  const dumps = files.ok ? groupIntoDumps(files.value) : []
  const rules = drivers.describe(server).settings
  const known = settings.ok && rules ? settings.value : null
  const isCluster = status.ok && status.value.isCluster
  const named = (known && rules?.plan(known).databases) ?? null
  const expectedDatabases = isCluster ? ['cluster'] : named
  const schedule = status.ok
    ? schedules.understand(status.value.schedule, {
        offsetMinutes: files.ok ? inferUtcOffset(files.value) : null,
        lastRunAt: lastRunOf(dumps),
      })
    : null
  const intervalMs = schedule && schedules.intervalMs(schedule.raw)
  const graceMs = runGraceMs + clockChangeMs(intervalMs ?? 0)
  const now = new Date()
  const skewMs = status.ok ? toldSkewMs(status.value, now) : null
  const serverNow = serverTime(now, skewMs)
  const due = schedule && schedules.lastDue(schedule, laterOf({ now, serverNow }), graceMs)
  const judgement = judgeServer({
    isEnabled: server.isEnabled,
    status,
    dumps: files.ok ? { ok: true, value: datedDumps(dumps, status, schedule) } : files,
    expectedDatabases,
    isPlanUnread: rules !== undefined && !settings.ok,
    intervalMs,
    due: dueSince(due, since, { now, waitMs: (intervalMs ?? 0) + graceMs }),
    graceMs,
    maxAgeMs: server.maxAgeMs,
    now,
    serverNow,
  })
  const warnings = (known && rules?.warnings(known)) ?? []
  const highlights = (known && rules?.highlights(known, isCluster)) ?? []
  const found = { dumps, expectedDatabases, judgement, skewMs, warnings, highlights }
  return { ...found, schedule, scheduleSince: since }
}

/** As old as they are, even where they were copied without their times. */
function datedDumps(
  dumps: Dump[],
  status: Reading<ServerStatus>,
  schedule: ScheduleFacts | null,
): Dump[] {
  const lastRunAt = (status.ok && status.value.lastBackup?.at) || null
  return withoutCopyTimes(dumps, { lastRunAt, offsetMinutes: schedule?.offsetMinutes ?? null })
}

/** A file without a database in its name was put there by somebody else than the container. */
function lastRunOf(dumps: Dump[]): Date | undefined {
  return dumps.find((dump) => dump.database !== '')?.finishedAt
}

async function ask(drivers: Drivers, server: BackupServer): Promise<Answers> {
  const opened = await read(drivers.open(server))
  if (!opened.ok) return { status: opened, files: opened, settings: opened, jobs: opened }
  const { inventory, settings, jobs, ...driver } = opened.value
  const signal = new AbortController().signal
  const parts = await Promise.all([
    read(driver.status(signal)),
    read(inventory?.list(signal).then(({ files }) => files) ?? notOffered('lists no dumps')),
    read(settings?.read(signal) ?? notOffered('has no settings')),
    read(jobs?.list(signal) ?? notOffered('tells of no jobs')),
  ])
  return { status: parts[0], files: parts[1], settings: parts[2], jobs: parts[3] }
}

async function notOffered(what: string): Promise<never> {
  throw new RemoteError('missing', `This kind of server ${what}.`)
}
