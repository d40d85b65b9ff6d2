import { type JobQuery, selectJobs } from '../../../core/job-selection.ts'
import type { Operation } from '../../../core/operation.ts'
import type { Reading } from '../../../core/reading.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import { topicName } from '../../../services/live/topic.ts'
import { jobsDigest } from '../../live/versions.ts'
import type { Query } from '../../paths.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { type Pagination, pagination } from '../pieces/pagination.ts'
import type { SortColumn } from '../pieces/sort-column.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import { type JobFilters, jobColumns, jobFilters, jobQueryText } from './job-filters.ts'
import { isLive, type JobRow, jobRow, rememberedJob } from './job-row.ts'

export interface JobsInput extends Subject {
  jobs: Reading<JudgedJob[]>
  /** What the panel itself remembers, for when the server does not answer. */
  remembered: Operation[]
  query: JobQuery
}

export interface JobsView extends Framed {
  /** Why the server's own list is missing. */
  failure: FailureView | null
  /** Null when there is nothing to narrow. */
  filters: JobFilters | null
  columns: SortColumn[]
  rows: JobRow[]
  pagination: Pagination | null
  density: DensitySwitch
  /** True only when the server was asked and has none. */
  isEmpty: boolean
  /** There are jobs, and none fits the filters. */
  isNoMatch: boolean
  /** Something is still going on, so the list is worth looking at again. */
  isLive: boolean
  refreshHref: string
  /** What the stream calls this list, and what it was drawn from. */
  topic: string
  version: string
  backupsHref: string
}

/** Newest first, unless asked otherwise, whoever started them. */
export function jobsView(input: JobsInput, viewer: Viewer): JobsView {
  const { jobs, server, facets, query } = input
  const { paths, now } = viewer
  const judged = jobs.ok ? jobs.value : input.remembered.map(rememberedJob)
  const selection = selectJobs(judged, query, now)
  const { rows, total, page } = selection
  const href = (changed: Query) => paths.jobs(server.id, { ...jobQueryText(query), ...changed })
  const refreshHref = href({})
  return {
    frame: serverFrame(server, facets, { title: 'Jobs', tab: 'Jobs' }, viewer),
    failure: jobs.ok ? null : failureView(jobs.error, server, viewer, refreshHref),
    filters:
      judged.length === 0
        ? null
        : jobFilters(query, selection, paths.jobs(server.id), href, viewer),
    columns: jobColumns(query, href),
    rows: rows.map((job) => jobRow(job, server, viewer)),
    pagination: pagination(
      { page, perPage: query.perPage, total },
      (to) => href({ page: to }),
      viewer.format,
    ),
    density: densitySwitch(viewer, refreshHref),
    isEmpty: jobs.ok && judged.length === 0,
    isNoMatch: judged.length > 0 && total === 0,
    isLive: judged.some(isLive),
    refreshHref,
    topic: topicName({ kind: 'jobs', serverId: server.id }),
    version: jobsDigest(judged.flatMap(({ job }) => job ?? [])),
    backupsHref: paths.backups(server.id),
  }
}
