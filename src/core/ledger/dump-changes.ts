import type { Dump, Slot } from '../dumps/backup.ts'
import { isEmpty } from '../dumps/dump.ts'
import { type BothClocks, isFuture } from '../monitor/clock-skew.ts'
import type { ServerClock } from './clock.ts'
import { identities, type KeptDump } from './kept-dump.ts'
import type { SeenJob } from './ledger.ts'

/** A listed dump, with what is remembered of it. */
export interface SeenDump {
  dump: Dump
  kept: KeptDump
  /** By the server's wall clock. */
  wall: Date
  /** Not remembered before. */
  isNew: boolean
  /** Not whole yet, so there is nothing to remember of it. */
  isUnderWay: boolean
}

export interface SeenDumps {
  /** Newest first. */
  listed: SeenDump[]
  /** Listed as well, but dated in the future, so that nothing follows from them. */
  future: SeenDump[]
  vanished: KeptDump[]
}

export interface DumpsLook extends BothClocks {
  dumps: Dump[]
  jobs: SeenJob[]
  /** When the last run that the server's status tells of ended. */
  lastRunAt: Date | null
  clock: ServerClock
}

/** What is listed beside what is remembered: each has its row, new or known, and the rest has vanished. */
export function seeDumps(known: KeptDump[], look: DumpsLook): SeenDumps {
  const rows = new Map(known.map((row) => [row.identity, row]))
  const named = identities(look.dumps)
  const there = new Set(named.values())
  const vanished = known.filter(({ identity, vanishedAt }) => !there.has(identity) && !vanishedAt)
  const replaced = new Map(vanished.filter(isUnlinked).map((row) => [row.name, row]))
  const all = look.dumps.map((dump) => {
    const identity = named.get(dump) ?? ''
    const row = rows.get(identity)
    const grown = row ? undefined : replaced.get(dump.name)
    return seenDump(dump, { identity, row, runId: row?.runId ?? grown?.runId ?? null }, look)
  })
  const isAhead = ({ kept }: SeenDump) => isFuture(kept.finishedAt, look.now)
  return {
    listed: all.filter((seen) => !isAhead(seen)),
    future: all.filter(isAhead),
    vanished: vanished.map((row) => ({ ...row, vanishedAt: look.now })),
  }
}

/**
 * A name in `last` tells the second of the start, so another file of that name is the same, grown. If it
 * was linked before, it was whole, and has been written over in the hour that the clock showed twice.
 */
function isUnlinked({ slots }: KeptDump): boolean {
  return slots.every((slot) => slot === 'last')
}

function seenDump(
  dump: Dump,
  own: { identity: string; row: KeptDump | undefined; runId: string | null },
  look: DumpsLook,
): SeenDump {
  if (own.row) return knownDump(dump, own.row, look)
  const { startedAt, finishedAt, wall } = look.clock.timesOf(dump)
  const kept: KeptDump = {
    identity: own.identity,
    database: dump.database,
    name: dump.name,
    sizeBytes: Math.min(Math.round(dump.sizeBytes), Number.MAX_SAFE_INTEGER),
    startedAt: startedAt && storable(startedAt),
    finishedAt: storable(finishedAt),
    slots: slotsOf(dump),
    appearedAt: look.now,
    vanishedAt: null,
    runId: own.runId,
  }
  return { dump, kept, wall: storable(wall), isNew: true, isUnderWay: !isWhole(dump, look) }
}

/** When it was made was told by the names that it had then; those of the slots that are left may tell less. */
function knownDump(dump: Dump, row: KeptDump, { clock }: DumpsLook): SeenDump {
  const slots = slotsOf(dump)
  const isSame =
    row.vanishedAt === null && row.name === dump.name && String(row.slots) === String(slots)
  const kept = isSame ? row : { ...row, name: dump.name, slots, vanishedAt: null }
  const wall = dump.stampedAt ?? clock.wallOf(row.startedAt ?? row.finishedAt)
  return { dump, kept, wall, isNew: false, isUnderWay: false }
}

function slotsOf({ files }: Dump): Slot[] {
  return files.map(({ slot }) => slot)
}

const stillMs = 10 * 60_000

/**
 * A dump is linked into the other slots once it is whole. One that is not may still grow, even if it
 * did not in the last minute: unless its run is known to be over, it is given time.
 */
function isWhole(dump: Dump, { jobs, lastRunAt, serverNow }: DumpsLook): boolean {
  const at = dump.finishedAt.getTime()
  if (dump.files.some(({ slot }) => slot !== 'last')) return true
  if (serverNow.getTime() - at >= stillMs) return true
  if (lastRunAt && lastRunAt >= dump.finishedAt && !isEmpty(dump)) return true
  return jobs.some((job) => job.endedAt && isDuring(job, dump.finishedAt))
}

/** As wide as the verdict of the job itself takes it: whole seconds, and file systems that lag. */
export function isDuring(
  { startedAt, queuedAt, endedAt }: Pick<SeenJob, 'startedAt' | 'queuedAt' | 'endedAt'>,
  at: Date,
): boolean {
  const start = (startedAt ?? queuedAt).getTime() - 1000
  const end = (endedAt?.getTime() ?? Number.POSITIVE_INFINITY) + 2000
  return at.getTime() >= start && at.getTime() <= end
}

const farthest = new Date('9999-12-31T00:00:00Z')

/** Files can be dated anywhere; the database's calendar is narrower than theirs. */
function storable(at: Date): Date {
  if (at > farthest) return farthest
  return at < new Date(0) ? new Date(0) : at
}
