import type { RemoteError } from '../../../core/errors.ts'
import type { LastKnownServer } from '../../../core/fleet/last-known.ts'
import type { LedgerDay } from '../../../core/fleet/ledger-days.ts'
import type { Job } from '../../../core/job.ts'
import type { Operation } from '../../../core/operation.ts'
import type { Reading } from '../../../core/reading.ts'
import type { ServerStatus } from '../../../core/server.ts'
import type { SettingWarning } from '../../../core/setting.ts'
import type { Judgement, ServerState } from '../../../core/verdicts/verdict.ts'
import type { BackupList } from '../../../services/backups.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import type { ScheduleFacts } from '../../../services/schedules.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type JobRow, jobRow, rememberedJob } from '../jobs/job-row.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { serverFrame } from '../servers/server-header.ts'
import { isOffered, type Subject } from '../servers/subject.ts'
import { type ScheduleView, scheduleView } from '../settings/schedule.ts'
import { type DumpsPart, dumpsPart } from './dashboard-dumps.ts'
import { type DashboardLive, dashboardLive } from './dashboard-live.ts'
import { type LastKnownView, lastKnownView } from './last-known.ts'

export interface QuickFact {
  label: string
  value: string
}

export interface DashboardInput extends Subject {
  state: Judgement<ServerState>
  status: Reading<ServerStatus>
  backups: Reading<BackupList>
  /** Newest first; when they cannot be read, what the panel remembers is shown instead. */
  jobs: Reading<JudgedJob[]>
  remembered: Operation[]
  /** What the panel itself remembers of the last days. */
  ledger: LedgerDay[]
  /** All that the server lists: what the stream compares. */
  listedJobs: Job[]
  /** Databases that must each have a dump. Null: whatever the server finds. */
  expectedDatabases: string[] | null
  /** Null: neither status nor settings told it. */
  schedule: ScheduleFacts | null
  /** The longest that the schedule lets pass between two runs. Null: nobody knows. */
  intervalMs: number | null
  /** For when the dumps cannot be read. Null: they can, or never could. */
  lastKnown: LastKnownServer | null
  /** From the settings. A failure means that nothing can be said about them. */
  settings: Reading<{ warnings: SettingWarning[]; facts: QuickFact[] }> | null
}

export interface DashboardView extends Framed, DumpsPart {
  badge: Badge
  evidence: string[]
  /** One failure for the whole page, when nothing at all could be read for the same reason. */
  failure: FailureView | null
  lastKnown: LastKnownView | null
  schedule: ScheduleView | null
  statusFailure: FailureView | null
  /** The server's own word about its last run: evidence, not truth. */
  ownWord: string | null
  backupsFailure: FailureView | null
  jobs: JobRow[]
  jobsFailure: FailureView | null
  settingsFailure: FailureView | null
  warnings: { sentence: string; href: string | null }[]
  facts: QuickFact[]
  live: DashboardLive
  links: { backups: string; history: string; jobs: string; settings: string }
}

const shownJobs = 5

export function dashboardView(input: DashboardInput, viewer: Viewer): DashboardView {
  const { server, facets, state, status } = input
  const { paths } = viewer
  const badge = serverBadges[state.verdict]
  const failureOf = partFailure(input, viewer)
  const failure = wholeFailure(input, viewer)
  return {
    frame: serverFrame(server, facets, { title: 'Dashboard', tab: 'Dashboard', badge }, viewer),
    badge,
    // The reason is said once, whether or not the state already stands on it.
    evidence: [...new Set([...(failure ? [failure.title] : []), ...state.evidence])],
    failure,
    lastKnown: input.lastKnown && lastKnownView(input.lastKnown, server.id, viewer),
    schedule: input.schedule && scheduleView(input.schedule, viewer),
    statusFailure: failureOf(status),
    ownWord: status.ok ? ownWord(status.value, viewer) : null,
    ...dumpsPart(input, judgedJobs(input), viewer),
    backupsFailure: failureOf(input.backups),
    ...jobsPart(input, viewer),
    jobsFailure: failureOf(input.jobs),
    ...settingsPart(input, viewer),
    settingsFailure: input.settings && failureOf(input.settings),
    live: dashboardLive(input),
    links: {
      backups: paths.backups(server.id),
      history: paths.history(server.id),
      jobs: paths.jobs(server.id),
      settings: paths.settings(server.id),
    },
  }
}

/** Three times the same sentence is no more than once: if all reads failed alike, it is said at the top. */
function sharedFault({ status, backups, jobs }: DashboardInput): RemoteError | null {
  const errors = [status, backups, jobs].flatMap((reading) => (reading.ok ? [] : [reading.error]))
  const [first] = errors
  return first && errors.length === 3 && errors.every((error) => error.fault === first.fault)
    ? first
    : null
}

function wholeFailure(input: DashboardInput, viewer: Viewer): FailureView | null {
  const error = sharedFault(input)
  return error && failureView(error, input.server, viewer, viewer.paths.server(input.server.id))
}

function partFailure(input: DashboardInput, viewer: Viewer) {
  const isSaidAbove = sharedFault(input) !== null
  return (reading: Reading<unknown>): FailureView | null =>
    reading.ok || isSaidAbove ? null : failureView(reading.error, input.server, viewer)
}

function ownWord({ lastBackup }: ServerStatus, { format, now }: Viewer): string {
  if (!lastBackup) return 'It has not reported a run since it was started.'
  const when = lastBackup.at ? `, ${format.ago(lastBackup.at, now).text}` : ''
  return `It reports “${lastBackup.status}” for its last run${when}.`
}

/** What the panel itself remembers stands in where the server does not tell. */
function judgedJobs({ jobs, remembered }: DashboardInput): JudgedJob[] {
  return jobs.ok ? jobs.value : remembered.map(rememberedJob)
}

function jobsPart(input: DashboardInput, viewer: Viewer) {
  const shown = judgedJobs(input).slice(0, shownJobs)
  return { jobs: shown.map((job) => jobRow(job, input.server, viewer)) }
}

function settingsPart(input: DashboardInput, viewer: Viewer) {
  if (!input.settings?.ok) return { warnings: [], facts: [] }
  const { warnings, facts } = input.settings.value
  const href = isOffered(input, 'settings', 'settings.see', viewer)
    ? viewer.paths.settings(input.server.id)
    : null
  return { warnings: warnings.map(({ sentence }) => ({ sentence, href })), facts }
}
