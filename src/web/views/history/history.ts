import type { BackupFile } from '../../../core/dumps/backup.ts'
import type { RunDay } from '../../../core/dumps/run-days.ts'
import { sizeHistory } from '../../../core/dumps/size-history.ts'
import type { HealthSpan } from '../../../core/fleet/health-span.ts'
import type { LedgerDay } from '../../../core/fleet/ledger-days.ts'
import type { Reading } from '../../../core/reading.ts'
import type { BackupList } from '../../../services/backups.ts'
import { healthDays, healthHours } from '../../../services/fleet/chronicle.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import { type HealthChartView, healthChart } from '../charts/health-chart.ts'
import { type RetentionChartView, retentionChart } from '../charts/retention-chart.ts'
import { dumpsByDatabase, type RunHistoryInput, runHistory } from '../charts/run-history.ts'
import { type RunStripView, runStrip } from '../charts/run-strip.ts'
import { hasKnownDump, serverStrip } from '../charts/server-strip.ts'
import { type SizeChartView, sizeChart } from '../charts/size-chart.ts'
import { outlierRule } from '../charts/size-summary.ts'
import { type SpaceBarView, spaceBar } from '../charts/space-bar.ts'
import type { Crumb, Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type HistoryRow, historyRows } from './history-row.ts'

export interface HistoryInput extends Subject, Omit<RunHistoryInput, 'dumps' | 'jobs'> {
  backups: Reading<BackupList>
  /** Empty when they could not be read: the days then rest on the dumps alone. */
  jobs: JudgedJob[]
  areJobsKnown: boolean
  /** What the panel itself remembers of the same days. */
  ledger: LedgerDay[]
  /** How the polls went; oldest first. */
  health: { days: HealthSpan[]; hours: HealthSpan[] }
  /** By file id, in the container's own arithmetic. Null: the settings could not be read. */
  expiries: ReadonlyMap<string, Date> | null
}

/** All databases of a server, a line for each. */
export interface HistoryIndexView extends Framed {
  failure: FailureView | null
  strip: RunStripView | null
  /** What the days rest on, where that is less than usual. */
  note: string | null
  rows: HistoryRow[]
  space: SpaceBarView | null
  health: { days: HealthChartView | null; hours: HealthChartView | null }
  runsHref: string
  backupsHref: string
}

/** One database: its days, its sizes, and what becomes of its files. */
export interface DatabaseHistoryView extends Framed {
  database: string
  others: { text: string; href: string; isCurrent: boolean }[]
  strip: RunStripView | null
  jobsNote: string | null
  sizes: SizeChartView | null
  outlierRule: string
  retention: RetentionChartView | null
  space: SpaceBarView
  backupsHref: string
}

export function historyIndexView(input: HistoryInput, viewer: Viewer): HistoryIndexView {
  const { server, backups } = input
  const { paths } = viewer
  const frame = frameOf(input, 'History', [{ text: 'History', href: null }], viewer)
  const nothing = { strip: null, note: null, rows: [], space: null }
  const backupsHref = paths.backups(server.id)
  const kept = { health: healthOf(input, viewer), runsHref: paths.runs(server.id), backupsHref }
  if (!backups.ok) {
    const failure = failureView(backups.error, server, viewer, paths.history(server.id))
    return { frame, failure, ...nothing, ...kept }
  }
  const { dumps, files } = backups.value
  const { days, databases } = runHistory({ ...input, dumps }, viewer.now)
  const { ledger, offsetMinutes } = input
  const strip = serverStrip({ serverId: server.id, dumps, days, ledger, offsetMinutes }, viewer)
  return {
    frame,
    failure: null,
    strip,
    note: strip !== null && !hasKnownDump(dumps) ? withoutDumps : jobsNote(input),
    rows: historyRows(databases, backups.value, server.id, viewer),
    space: dumps.length === 0 ? null : spaceBar(dumps, files, viewer),
    ...kept,
  }
}

const withoutDumps =
  'The server lists no dump of a known database: these days rest on what is known of its runs.'

/** Null when the server neither has a dump of that database nor should have one. */
export function databaseHistoryView(
  input: HistoryInput,
  list: BackupList,
  database: string,
  viewer: Viewer,
): DatabaseHistoryView | null {
  const { server, expectedDatabases, expiries } = input
  const databases = dumpsByDatabase(list.dumps, expectedDatabases)
  const dumps = databases.get(database)
  if (dumps === undefined) return null
  const files = filesOf(database, list.files)
  const [days] = runHistory(
    { ...input, dumps, expectedDatabases: [database] },
    viewer.now,
  ).databases
  const trail = [
    { text: 'History', href: viewer.paths.history(server.id) },
    { text: database, href: null },
  ]
  return {
    frame: frameOf(input, `History of ${database}`, trail, viewer),
    database,
    others: othersOf([...databases.keys()], database, server.id, viewer),
    strip: stripOf(input, days?.days ?? [], viewer),
    jobsNote: jobsNote(input),
    sizes: sizeChart(sizeHistory(dumps), server.id, viewer),
    outlierRule,
    retention: retentionChart(files, expiries, viewer),
    space: spaceBar(dumps, files, viewer),
    backupsHref: viewer.paths.backups(server.id, { database }),
  }
}

function healthOf({ health }: HistoryInput, viewer: Viewer): HistoryIndexView['health'] {
  return {
    days: healthChart(health.days, { length: 'day', amount: healthDays }, viewer),
    hours: healthChart(health.hours, { length: 'hour', amount: healthHours }, viewer),
  }
}

function frameOf({ server, facets }: HistoryInput, title: string, trail: Crumb[], viewer: Viewer) {
  const backups = { text: 'Backups', href: viewer.paths.backups(server.id) }
  return serverFrame(server, facets, { title, tab: 'Backups', trail: [backups, ...trail] }, viewer)
}

function stripOf({ server, offsetMinutes }: HistoryInput, days: RunDay[], viewer: Viewer) {
  return runStrip({ id: 'days', serverId: server.id, days, offsetMinutes }, viewer)
}

function jobsNote({ areJobsKnown }: HistoryInput): string | null {
  return areJobsKnown
    ? null
    : 'The server’s jobs could not be read: these days rest on its dumps alone.'
}

function filesOf(database: string, files: BackupFile[]): BackupFile[] {
  return files.filter((file) => file.database === database)
}

function othersOf(names: string[], current: string, serverId: string, { paths }: Viewer) {
  if (names.length < 2) return []
  return names.map((database) => ({
    text: database,
    href: paths.history(serverId, { database }),
    isCurrent: database === current,
  }))
}
