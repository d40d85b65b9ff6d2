import { pageOf } from '../page-of.ts'
import type { ServerState } from '../verdicts/verdict.ts'
import { type DatabaseTally, type FleetServer, total } from './fleet-server.ts'
import { severities } from './severity.ts'

export type FleetSort = 'state' | 'name' | 'dump' | 'next' | 'bytes'

export interface FleetQuery {
  /** Text to find in name and tags. */
  text: string
  tag: string
  state: ServerState | ''
  /** Only servers with a database in this state. */
  database: keyof DatabaseTally | ''
  sort: FleetSort
  isTurned: boolean
  page: number
  perPage: number
}

/** The servers of one page of the overview, and what the page says about the rest. */
export function selectFleet(fleet: FleetServer[], query: FleetQuery) {
  const found = fleet.filter((server) => isWanted(server, query))
  const { rows, ...page } = pageOf(found.sort(order(query)), query)
  const tags = [...new Set(fleet.flatMap(({ tags }) => tags))].sort()
  return { servers: rows, ...page, tags }
}

/** The worst first, and of equals the one that has been so for longest. */
export function worstFirst(fleet: FleetServer[]): FleetServer[] {
  return fleet.toSorted((a, b) => byWeight(a, b) || byName(a, b))
}

function isWanted(server: FleetServer, { text, tag, state, database }: FleetQuery): boolean {
  return (
    (tag === '' || server.tags.includes(tag)) &&
    (state === '' || server.state === state) &&
    (database === '' || server.databases[database] > 0) &&
    [server.name, ...server.tags].join('\n').toLowerCase().includes(text.toLowerCase())
  )
}

type Comparison = (a: FleetServer, b: FleetServer) => number

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const byName: Comparison = (a, b) => collator.compare(a.name, b.name)

const byWeight: Comparison = (a, b) =>
  severities[a.state] - severities[b.state] ||
  badShare(b) - badShare(a) ||
  (a.state === 'ok' ? 0 : timeOf(a.since) - timeOf(b.since))

const comparisons: Record<FleetSort, Comparison> = {
  state: byWeight,
  name: byName,
  dump: (a, b) => timeOf(a.oldestGoodAt) - timeOf(b.oldestGoodAt),
  next: (a, b) => timeOf(a.found?.nextRunAt ?? null) - timeOf(b.found?.nextRunAt ?? null),
  bytes: (a, b) => (a.found?.physicalBytes ?? 0) - (b.found?.physicalBytes ?? 0),
}

/** Servers with more of their databases in trouble come first. */
function badShare({ databases }: FleetServer): number {
  const all = total(databases)
  return all === 0 ? 0 : (databases.failing + databases.late) / all
}

/** What never happened comes after everything that did; so far off that differences stay finite. */
function timeOf(at: Date | null): number {
  return at?.getTime() ?? Number.MAX_SAFE_INTEGER
}

/** Equals are told apart by their names, in either direction. */
function order({ sort, isTurned }: FleetQuery): Comparison {
  const direction = isTurned ? -1 : 1
  return (a, b) => direction * comparisons[sort](a, b) || byName(a, b)
}
