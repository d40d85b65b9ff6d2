import type { RemoteError } from '../../../core/errors.ts'
import type { Job } from '../../../core/job.ts'
import { kindOf } from '../../../core/job-selection.ts'
import type { KeptLog } from '../../../core/kept-log.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import { topicName } from '../../../services/live/topic.ts'
import type { TimeView } from '../../format.ts'
import { jobVersion } from '../../live/versions.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type FailureView, failureView } from '../pieces/failure.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'
import type { Advice } from './advice.ts'
import { adviceOn } from './job-advice.ts'
import { type JobLogView, jobLogView } from './job-log.ts'
import { aboutOf, durationOf, isLive, jobBadge, kindLabels } from './job-row.ts'

export interface JobInput extends Subject {
  /** As the server tells it, or, when it cannot be asked, as `rememberedJob` has it. */
  judged: JudgedJob
  /** The panel's own copy of the log, for when the server's is not at hand. */
  keptLog?: KeptLog | null
  /** Why the server could not be asked. */
  error: RemoteError | null
}

export interface JobView extends Framed {
  failure: FailureView | null
  id: string
  heading: string
  badge: Badge
  evidence: string[]
  advice: Advice | null
  startedBy: string
  about: string | null
  times: { label: string; time: TimeView }[]
  duration: string | null
  /** While running: the duration so far in milliseconds, from which the browser counts on. */
  elapsedMs: number | null
  exitCode: string | null
  /** Why it could not start, in the server's words. */
  error: string | null
  log: JobLogView
  /** Queued or running, as far as is known: the page is worth loading again. */
  isLive: boolean
  /** Where to look again; null when it is known to have ended. */
  liveHref: string | null
  /** What the stream calls it, and what this page was drawn from. */
  topic: string
  version: string
}

export function jobView(input: JobInput, viewer: Viewer): JobView {
  const { judged, server, facets } = input
  const { job, operation, judgement } = judged
  const href = viewer.paths.job(server.id, judged.id)
  // A server that is out of reach for a moment does not end the job.
  const isEndOpen = input.error !== null && !operation?.verdict
  const isFollowed = isLive(judged) || isEndOpen
  const title = `${kindLabels[kindOf(judged)]} ${judged.id}`
  const trail = [
    { text: 'Jobs', href: viewer.paths.jobs(server.id) },
    { text: title, href: null },
  ]
  return {
    frame: serverFrame(server, facets, { title, tab: 'Jobs', trail }, viewer),
    failure: input.error && failureView(input.error, server, viewer, href),
    id: judged.id,
    heading: headingOf(judged),
    badge: jobBadge(judged),
    evidence: judgement.evidence,
    // Nothing is known about its end, so there is nothing to advise.
    advice: isEndOpen ? null : adviceOn(judged, input, viewer),
    startedBy: operation?.startedBy ?? 'another client of the server, not this panel',
    about: aboutOf(operation),
    times: timesOf(judged, viewer),
    duration: durationOf(job, viewer.format, viewer.now),
    elapsedMs: elapsedMs(job, viewer.now),
    exitCode: exitCodeOf(judged),
    error: job?.error ?? operation?.error ?? null,
    log: jobLogView(job, input.keptLog ?? null, input.error !== null),
    isLive: isFollowed,
    liveHref: isFollowed ? href : null,
    topic: topicName({ kind: 'job', serverId: server.id, jobId: judged.id }),
    version: jobVersion(job),
  }
}

function headingOf(judged: JudgedJob): string {
  const target = judged.operation?.targetDb
  return target ? `Restore into ${target}` : kindLabels[kindOf(judged)]
}

function exitCodeOf({ job, operation }: JudgedJob): string | null {
  const exitCode = job?.exitCode ?? operation?.exitCode
  return exitCode === undefined ? null : String(exitCode)
}

/** When a job ended that was lost is not known: only when that was noticed. */
function endOf({ job, operation, judgement }: JudgedJob): Date | undefined {
  return job?.finishedAt ?? (judgement.verdict === 'lost' ? undefined : operation?.endedAt)
}

function timesOf(judged: JudgedJob, { format }: Viewer): JobView['times'] {
  const { job, operation } = judged
  const moments: [string, Date | undefined][] = [
    ['Queued', job?.queuedAt ?? operation?.startedAt],
    ['Started', job?.startedAt],
    ['Finished', endOf(judged)],
  ]
  return moments.flatMap(([label, at]) => (at ? [{ label, time: format.preciseTime(at) }] : []))
}

function elapsedMs(job: Job | null, now: Date): number | null {
  if (job?.state !== 'running' || !job.startedAt) return null
  return Math.max(0, now.getTime() - job.startedAt.getTime())
}
