import type { RunDay, RunDayState } from './run-days.ts'

export interface DatabaseRunDays {
  database: string
  /** The same days for each database, oldest first. */
  days: RunDay[]
}

/**
 * The days of a whole server. `expected` are the databases that must each have dumps; when nobody names
 * them, one may have been dropped, and its days count up to its last dump only.
 */
export function serverRunDays(databases: DatabaseRunDays[], expected: string[] | null): RunDay[] {
  const [first] = databases
  if (!first) return []
  const ends = new Map(databases.map(({ database, days }) => [database, lastDump(days)]))
  const newest = Math.max(...ends.values())
  return first.days.map((day, index) => {
    const same = databases.flatMap(({ database, days }) => {
      const own = days[index]
      const end = ends.get(database) ?? -1
      const isOver = expected === null ? end < newest && index > end : !expected.includes(database)
      return own && !(isOver && own.dumps.length === 0) ? [own] : []
    })
    return { ...day, dumps: newestFirst(same), state: together(same.map(({ state }) => state)) }
  })
}

/** The index of the last day with a dump; -1 for none. */
function lastDump(days: RunDay[]): number {
  return days.findLastIndex(({ dumps }) => dumps.length > 0)
}

function newestFirst(days: RunDay[]): RunDay['dumps'] {
  const dumps = days.flatMap((day) => day.dumps)
  return dumps.sort((a, b) => b.finishedAt.getTime() - a.finishedAt.getTime())
}

/** In the order of their weight: each alone says what became of the day when all databases agree. */
const nothingGood: RunDayState[] = ['failed', 'missing', 'none']

/** What several databases' states of one day come to. What is not known of one says nothing of the others. */
function together(states: RunDayState[]): RunDayState {
  const known: RunDayState[] = states.filter((state) => state !== 'unknown')
  const [first] = known
  if (first === undefined) return 'unknown'
  if (known.includes('running')) return 'running'
  if (known.every((state) => state === first)) return first
  if (known.every((state) => state === 'kept' || state === 'verified')) return 'kept'
  const worst = nothingGood.find((state) => known.includes(state))
  if (worst && known.every((state) => nothingGood.includes(state))) return worst
  return known.every(isHarmless) ? 'pending' : 'partial'
}

/** Today some databases have their dump, and others may still get theirs. */
function isHarmless(state: RunDayState): boolean {
  return state === 'pending' || state === 'kept' || state === 'verified'
}
