import type { Dump } from '../../../core/dumps/backup.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import { runHistory } from '../charts/run-history.ts'
import type { RunStripView } from '../charts/run-strip.ts'
import { serverStrip } from '../charts/server-strip.ts'
import { type SpaceBarView, spaceBar } from '../charts/space-bar.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { DashboardInput } from './dashboard.ts'
import { type DatabaseRow, databaseRows } from './database-row.ts'

/** What a dashboard draws from the dumps that the server lists. */
export interface DumpsPart {
  databases: DatabaseRow[]
  /** Said where no row is. */
  noDatabases: { title: string; text: string; action: null }
  totals: string | null
  space: SpaceBarView | null
  /** The last thirty days of the whole server. Null: nothing tells of them. */
  days: RunStripView | null
}

const noDumps = {
  title: 'No backups',
  text: 'The server answered, and it lists no dump.',
  action: null,
}

const noKnownDatabase = {
  title: 'No dump of a known database',
  text: 'The server lists files, but their names do not tell whose dumps they are.',
  action: null,
}

const nothing = { databases: [], noDatabases: noDumps, totals: null, space: null, days: null }

export function dumpsPart(input: DashboardInput, jobs: JudgedJob[], viewer: Viewer): DumpsPart {
  if (!input.backups.ok) return nothing
  const { dumps, files } = input.backups.value
  const databases = databaseRows(dumps, input.expectedDatabases ?? [], input, viewer)
  const days = daysOf(input, dumps, jobs, viewer)
  if (dumps.length === 0) return { ...nothing, databases, totals: 'No dump', days }
  return {
    databases,
    noDatabases: noKnownDatabase,
    totals: viewer.format.count(dumps.length, 'dump'),
    space: spaceBar(dumps, files, viewer),
    days,
  }
}

function daysOf(input: DashboardInput, dumps: Dump[], jobs: JudgedJob[], viewer: Viewer) {
  const { expectedDatabases, intervalMs, ledger } = input
  const offsetMinutes = input.schedule?.offsetMinutes ?? null
  const facts = { dumps, jobs, expectedDatabases, offsetMinutes, intervalMs }
  const { days } = runHistory(facts, viewer.now)
  return serverStrip({ serverId: input.server.id, dumps, days, ledger, offsetMinutes }, viewer)
}
