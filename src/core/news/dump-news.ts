import { groupBy } from '../group-by.ts'
import type { TrackedDatabase } from '../ledger/database.ts'
import { goodDumps } from '../ledger/database-states.ts'
import type { SeenDumps } from '../ledger/dump-changes.ts'
import type { KeptDump } from '../ledger/kept-dump.ts'
import type { LedgerFacts, LedgerMemory } from '../ledger/ledger.ts'
import { isClearedByNext, slotLimits, wentEarly } from '../ledger/retention.ts'
import { oddSize, type SizeRow } from '../ledger/sizes.ts'
import { isFuture } from '../monitor/clock-skew.ts'
import type { NewEvent } from '../monitor/event.ts'
import { bytes, count, span } from '../wording.ts'
import { goneTitle } from './database-news.ts'

/** A dump of an unusual size, dumps that are deleted too soon, and dumps that went before their time. */
export function dumpNews(
  memory: LedgerMemory,
  facts: LedgerFacts,
  { seen, databases }: { seen: SeenDumps; databases: TrackedDatabase[] },
): NewEvent[] {
  const arrived = arrivedIn(memory, seen)
  const dropped = databases.flatMap(({ name, state }) => (state === 'gone' ? [name] : []))
  const look: Look = {
    facts,
    seen,
    arrived,
    dropped: new Set(dropped),
    isOpen: (subject) => memory.openSubjects.has(subject),
  }
  const isWatched = (name: string) => name !== '' && !look.dropped.has(name)
  const good = [...goodDumps(seen.listed, facts)].filter(([name]) => isWatched(name))
  return [
    ...good.flatMap(([name, rows]) => (arrived.has(name) ? sizeNews(name, rows, look) : [])),
    ...good.flatMap(([name, rows]) => retentionNews(name, rows, look)),
    ...vanishedNews(look),
    ...droppedNews(look),
  ]
}

interface Look {
  facts: LedgerFacts
  seen: SeenDumps
  /** Databases with a dump that was not there before. */
  arrived: ReadonlySet<string>
  /** Databases that are no longer dumped: whoever clears up after them does no harm. */
  dropped: ReadonlySet<string>
  isOpen(subject: string): boolean
}

function arrivedIn({ dumps }: LedgerMemory, { listed }: SeenDumps): Set<string> {
  const known = new Set(dumps.flatMap((row) => (row.vanishedAt ? [] : [row.identity])))
  const fresh = listed.filter(({ kept, isUnderWay }) => !isUnderWay && !known.has(kept.identity))
  return new Set(fresh.map(({ kept }) => kept.database))
}

function sizeNews(name: string, rows: SizeRow[], { facts, isOpen }: Look): NewEvent[] {
  const subject = `size:${name}`
  const about = { kind: 'size', subject, at: facts.now } as const
  const odd = oddSize(rows)
  const size = bytes(rows[0]?.sizeBytes ?? 0)
  if (!odd) {
    const title = `The dumps of ${name} have their usual size again`
    return isOpen(subject) ? [{ ...about, severity: 'resolved', title, evidence: [size] }] : []
  }
  const evidence = [`It has ${size}; half of those before it have more than ${bytes(odd.usual)}`]
  return odd.kind === 'small'
    ? [
        {
          ...about,
          severity: 'warning',
          title: `The last dump of ${name} is far too small`,
          evidence,
        },
      ]
    : [{ ...about, severity: 'info', title: `The last dump of ${name} has grown a lot`, evidence }]
}

function retentionNews(name: string, rows: SizeRow[], { facts, seen, isOpen }: Look): NewEvent[] {
  const { expiries, schedule, now } = facts
  const [newest] = rows
  const intervalMs = schedule?.intervalMs ?? null
  if (!expiries || intervalMs === null || !newest) return []
  const subject = `retention:${name}`
  const good = new Set(rows)
  const own = seen.listed.filter(({ kept }) => good.has(kept))
  const nextAt = new Date(newest.finishedAt.getTime() + intervalMs)
  const isTooShort = isClearedByNext(own, expiries, nextAt)
  if (isTooShort === isOpen(subject)) return []
  const about = { kind: 'retention', subject, at: now } as const
  return isTooShort
    ? [
        {
          ...about,
          severity: 'warning',
          title: `Each run deletes all older dumps of ${name}`,
          evidence: [`The retention is shorter than the ${span(intervalMs)} between two runs`],
        },
      ]
    : [
        {
          ...about,
          severity: 'resolved',
          title: `Older dumps of ${name} are kept again`,
          evidence: [],
        },
      ]
}

function vanishedNews({ facts, seen, arrived, dropped, isOpen }: Look): NewEvent[] {
  const { expiries, now, serverNow, utcOffsetMinutes } = facts
  const early = expiries
    ? earlyOf(seen, expiries, utcOffsetMinutes ?? 0, serverNow)
    : new Map<string, KeptDump[]>()
  const told = [...early].map(([name, rows]) => {
    const event = goneBeforeTime(name, rows, seen, now)
    return dropped.has(name) ? { ...event, severity: 'info' as const } : event
  })
  const isOver = (name: string) => isOpen(`dumps:${name}`) && !early.has(name)
  const ended = [...arrived].filter(isOver).map((name) => arrivedAgain(name, now))
  const forgotten = [...dropped].filter((name) => isOver(name) && !arrived.has(name))
  return [...told, ...ended, ...forgotten.map((name) => awaitedNoMore(name, now))]
}

function earlyOf(
  { listed, vanished }: SeenDumps,
  expiries: ReadonlyMap<string, Date>,
  offsetMinutes: number,
  now: Date,
): Map<string, KeptDump[]> {
  const limits = slotLimits(listed, expiries)
  const names = new Set(listed.map(({ dump }) => dump.name))
  const early = vanished.filter((gone) => {
    if (gone.database === '' || isFuture(gone.finishedAt, now)) return false
    // A file that was still being written when it was first seen has only changed.
    if (names.has(gone.name)) return false
    return wentEarly(gone, { listed, limits, offsetMinutes, now })
  })
  return groupBy(early, ({ database }) => database)
}

function goneBeforeTime(
  name: string,
  gone: KeptDump[],
  { listed }: SeenDumps,
  now: Date,
): NewEvent {
  const newest = Math.max(...gone.map(({ finishedAt }) => finishedAt.getTime()))
  const isNewest = !listed.some(
    ({ kept }) => kept.database === name && kept.finishedAt.getTime() > newest,
  )
  return {
    kind: 'database',
    subject: `dumps:${name}`,
    severity: isNewest ? 'warning' : 'info',
    title: `${count(gone.length, 'dump')} of ${name} disappeared before the retention would delete ${gone.length === 1 ? 'it' : 'them'}`,
    evidence: isNewest ? ['The newest is among them'] : [],
    at: now,
  }
}

function arrivedAgain(name: string, now: Date): NewEvent {
  return ended(aboutVanished(name), `There is a new dump of ${name}`, now)
}

function awaitedNoMore(name: string, now: Date): NewEvent {
  return ended(aboutVanished(name), goneTitle(name), now)
}

const aboutVanished = (name: string) => ({ kind: 'database', subject: `dumps:${name}` }) as const

/** Nothing is left to be said of the size of its dumps, or of how long they are kept. */
function droppedNews({ facts, dropped, isOpen }: Look): NewEvent[] {
  return [...dropped].flatMap((name) =>
    (['size', 'retention'] as const)
      .map((kind) => ({ kind, subject: `${kind}:${name}` }))
      .filter(({ subject }) => isOpen(subject))
      .map((about) => ended(about, goneTitle(name), facts.now)),
  )
}

function ended(about: Pick<NewEvent, 'kind' | 'subject'>, title: string, at: Date): NewEvent {
  return { ...about, severity: 'resolved', title, evidence: [], at }
}
