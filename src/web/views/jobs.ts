import type { Operation } from '../../core/operation.ts'
import type { Reading } from '../../core/reading.ts'
import type { JudgedJob } from '../../services/jobs.ts'
import { type FailureView, failureView } from './failure.ts'
import type { Framed } from './frame.ts'
import { type JobRow, jobRow, rememberedJob } from './job-row.ts'
import { serverFrame } from './server-header.ts'
import type { Subject } from './subject.ts'
import type { Viewer } from './viewer.ts'

export interface JobsInput extends Subject {
  jobs: Reading<JudgedJob[]>
  /** What the panel itself remembers, for when the server does not answer. */
  remembered: Operation[]
}

export interface JobsView extends Framed {
  /** Why the server's own list is missing. */
  failure: FailureView | null
  rows: JobRow[]
  /** True only when the server was asked and has none. */
  isEmpty: boolean
  /** Something is still going on, so the list is worth looking at again. */
  isLive: boolean
  refreshHref: string
  backupsHref: string
}

/** Newest first, whoever started them. */
export function jobsView(input: JobsInput, viewer: Viewer): JobsView {
  const { jobs, server, facets } = input
  const judged = jobs.ok ? jobs.value : input.remembered.map(rememberedJob)
  const rows = judged
    .map((job) => jobRow(job, server, viewer))
    .sort((one, other) => other.startedAtMs - one.startedAtMs)
  const refreshHref = viewer.paths.jobs(server.id)
  return {
    frame: serverFrame(server, facets, { title: 'Jobs', tab: 'Jobs' }, viewer),
    failure: jobs.ok ? null : failureView(jobs.error, server, viewer, refreshHref),
    rows,
    isEmpty: jobs.ok && rows.length === 0,
    isLive: rows.some((row) => row.isLive),
    refreshHref,
    backupsHref: viewer.paths.backups(server.id),
  }
}
