import type { BackupFile, Slot } from '../../../src/core/dumps/backup.ts'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { inferUtcOffset } from '../../../src/core/dumps/utc-offset.ts'
import { examineLedger } from '../../../src/core/ledger/examine.ts'
import type {
  LedgerChanges,
  LedgerFacts,
  LedgerMemory,
  SeenJob,
} from '../../../src/core/ledger/ledger.ts'
import type { MaxAges } from '../../../src/core/max-age.ts'
import { serverTime } from '../../../src/core/monitor/clock-skew.ts'
import { lastWallRun, nextRuns } from '../../../src/lib/schedule.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A backup server with a clock of its own, and a panel that looks at it. */
export interface World {
  files: BackupFile[]
  schedule: string
  seenSchedule: string | null
  scheduleSince: Date | null
  zone: string
  named: string[] | null
  jobs: SeenJob[] | null
  lastBackup: { status: string; at: Date } | null
  isReachable: boolean
  /** How far its clock is ahead of the panel's. */
  skewMs: number
  isCluster: boolean
  maxAges: MaxAges
  expiries: Map<string, Date> | null
  memory: LedgerMemory
  watch: LedgerFacts['watch'] | null
}

export function aWorld(changes: Partial<World> = {}): World {
  return {
    files: [],
    schedule: '0 3 * * *',
    seenSchedule: null,
    scheduleSince: null,
    zone: 'UTC',
    named: ['shop'],
    jobs: [],
    lastBackup: null,
    isReachable: true,
    skewMs: 0,
    isCluster: false,
    maxAges: { maxAgeMs: null, databaseMaxAges: [] },
    expiries: null,
    memory: nothing(),
    watch: null,
    ...changes,
  }
}

export function nothing(): LedgerMemory {
  return { runs: [], runsSince: null, dumps: [], databases: [], openSubjects: new Map() }
}

/** What the server's clock shows, written as if it were UTC. */
export function wallOf(at: Date, zone: string): Date {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { ...fields, timeZone: zone })
  formats.set(zone, format)
  return new Date(`${format.format(at).replace(' ', 'T')}Z`)
}

const fields = { dateStyle: 'short', timeStyle: 'medium' } as const
const formats = new Map<string, Intl.DateTimeFormat>()

/** The links that a run leaves, or the one file in `last` of a run that broke off. */
export function makeDump(
  world: World,
  database: string,
  start: Date,
  options: { took?: number; size?: number; slots?: Slot[] } = {},
): void {
  const {
    took = 90_000,
    size = 1_000_000,
    slots = ['last', 'daily', 'weekly', 'monthly'],
  } = options
  const wall = wallOf(start, world.zone)
  const modifiedAt = new Date(start.getTime() + took)
  for (const slot of slots) {
    const file = fileOf(slot, database, wall)
    world.files = world.files.filter(({ id }) => id !== file.id)
    world.files.push({ ...file, sizeBytes: size, modifiedAt, isLatestLink: false })
  }
}

function fileOf(slot: Slot, database: string, wall: Date) {
  const iso = wall.toISOString()
  const stamps: Record<Slot, string> = {
    last: `${iso.slice(0, 10).replaceAll('-', '')}-${iso.slice(11, 19).replaceAll(':', '')}`,
    daily: iso.slice(0, 10).replaceAll('-', ''),
    weekly: `2026w${Math.floor((wall.getTime() / day + 3) / 7)}`,
    monthly: iso.slice(0, 7).replace('-', ''),
  }
  const name = `${database}-${stamps[slot]}.sql.gz`
  return {
    id: `${slot}:${name}`,
    slot,
    name,
    database,
    ...(slot === 'last' && { stampedAt: wall }),
    ...(slot === 'daily' && { stampedOn: iso.slice(0, 10) }),
  }
}

/** A run that does what it should: each database after the other, and the status at the end. */
export function run(world: World, start: Date, databases = world.named ?? ['shop']): void {
  for (const [index, database] of databases.entries()) {
    makeDump(world, database, new Date(start.getTime() + index * 100_000))
  }
  const at = new Date(start.getTime() + databases.length * 100_000)
  world.lastBackup = { status: 'OK', at }
}

/** One look, entered into the memory. Looking again at the same must change nothing. */
export function look(world: World, now: Date): LedgerChanges {
  if (isScheduleNew(world)) world.scheduleSince = now
  const facts = factsOf(world, now)
  const changes = examineLedger(world.memory, facts)
  world.memory = remembered(world.memory, changes)
  const again = examineLedger(world.memory, facts)
  const unchanged = { runs: [], removedRunIds: [], dumps: [], databases: [], events: [] }
  if (JSON.stringify(again) !== JSON.stringify(unchanged)) {
    throw new Error(`A second look changed something: ${JSON.stringify(again, null, 1)}`)
  }
  const readAt = world.isReachable ? now : (facts.watch.readAt ?? null)
  world.seenSchedule = world.schedule
  world.watch = { since: facts.watch.since, polledAt: now, readAt }
  return changes
}

/** Looks again and again; answers all that changed, in the order of the looks. */
export function watch(world: World, from: Date, to: Date, everyMs = 30 * minute): LedgerChanges {
  const all: LedgerChanges = { runs: [], removedRunIds: [], dumps: [], databases: [], events: [] }
  for (let at = from.getTime(); at <= to.getTime(); at += everyMs) {
    const changes = look(world, new Date(at))
    all.runs.push(...changes.runs)
    all.removedRunIds.push(...changes.removedRunIds)
    all.dumps.push(...changes.dumps)
    all.databases.push(...changes.databases)
    all.events.push(...changes.events)
  }
  return all
}

function isScheduleNew({ seenSchedule, schedule }: World): boolean {
  return seenSchedule !== null && seenSchedule !== schedule
}

let made = 0

function factsOf(world: World, now: Date): LedgerFacts {
  const { schedule, isReachable, lastBackup, isCluster } = world
  const { files } = world
  const offset = inferUtcOffset(files)
  const serverNow = serverTime(now, world.skewMs)
  const isTold = lastBackup !== null && lastBackup.at <= serverNow
  return {
    dumps: isReachable ? groupIntoDumps(files) : null,
    jobs: isReachable ? world.jobs : null,
    status: isReachable ? { schedule, isCluster, ...(isTold && { lastBackup }) } : null,
    expectedDatabases: isReachable ? world.named : null,
    schedule: {
      intervalMs: intervalOf(schedule),
      lastBefore: (wall) => lastWallRun(schedule, wall, offset ?? 0),
    },
    isScheduleNew: isScheduleNew(world),
    scheduleSince: world.scheduleSince,
    utcOffsetMinutes: offset,
    expiries: world.expiries,
    ...world.maxAges,
    graceMs: hour,
    watch: world.watch ?? { since: now, polledAt: null, readAt: null },
    now,
    serverNow,
    newId: () => `run-${++made}`,
  }
}

const intervals = new Map<string, number | null>()

function intervalOf(schedule: string): number | null {
  const known = intervals.get(schedule)
  if (known !== undefined) return known
  const after = new Date('2026-01-05T12:00:00Z')
  const [first, second] = nextRuns(schedule, { after, count: 2, zone: 0 })
  const intervalMs = first && second ? second.getTime() - first.getTime() : null
  intervals.set(schedule, intervalMs)
  return intervalMs
}

/** As the store would answer it. */
function remembered(memory: LedgerMemory, changes: LedgerChanges): LedgerMemory {
  const removed = new Set(changes.removedRunIds)
  const subjects = new Map(memory.openSubjects)
  for (const { subject, severity } of changes.events) {
    if (severity === 'critical' || severity === 'warning') subjects.set(subject, severity)
    else subjects.delete(subject)
  }
  return {
    runsSince: memory.runsSince,
    runs: merged(memory.runs, changes.runs, ({ id }) => id).filter(({ id }) => !removed.has(id)),
    dumps: merged(memory.dumps, changes.dumps, ({ identity }) => identity),
    databases: merged(memory.databases, changes.databases, ({ name }) => name),
    openSubjects: subjects,
  }
}

function merged<T>(before: T[], changes: T[], keyOf: (row: T) => string): T[] {
  const rows = new Map(before.map((row) => [keyOf(row), row]))
  for (const row of changes) rows.set(keyOf(row), row)
  return [...rows.values()]
}
