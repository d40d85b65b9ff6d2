import { isFinished, type Job, type JobKind } from '../../../core/job.ts'
import { isFromElsewhere, kindOf, queuedAtOf } from '../../../core/job-selection.ts'
import type { Operation } from '../../../core/operation.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { RestoreVerdict, RunVerdict } from '../../../core/verdicts/verdict.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import type { Format, TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, restoreBadges, runBadges } from '../pieces/badge.ts'

export interface JobRow {
  href: string
  id: string
  kind: string
  badge: Badge
  /** The weightiest fact behind the verdict. */
  reason: string
  startedBy: string
  isStartedHere: boolean
  /** What it was about: the dump and the target of a restore. */
  about: string | null
  queued: TimeView
  duration: string | null
  isLive: boolean
}

/** One line about a job, for lists. */
export function jobRow(judged: JudgedJob, { id: serverId }: BackupServer, viewer: Viewer): JobRow {
  const { job, operation, judgement } = judged
  return {
    href: viewer.paths.job(serverId, judged.id),
    id: judged.id,
    kind: kindLabels[kindOf(judged)],
    badge: jobBadge(judged),
    reason: judgement.evidence[0] ?? '',
    startedBy: operation?.startedBy ?? 'not started here',
    isStartedHere: !isFromElsewhere(judged),
    about: aboutOf(operation),
    queued: viewer.format.ago(queuedAtOf(judged), viewer.now),
    duration: durationOf(job, viewer.format, viewer.now),
    isLive: isLive(judged),
  }
}

/** A job of which only the panel's own note is at hand. Whether the server still knows it is open. */
export function rememberedJob(operation: Operation): JudgedJob {
  const judgement = {
    verdict: operation.verdict ?? ('unproven' as const),
    evidence: operation.evidence ?? [
      'Whether it has ended is not known: the server could not be asked.',
    ],
  }
  return { id: operation.jobId, job: null, operation, judgement }
}

export const kindLabels: Record<JobKind, string> = { backup: 'Backup', restore: 'Restore' }

export function jobBadge(judged: JudgedJob): Badge {
  const badges: Partial<Record<RunVerdict | RestoreVerdict, Badge>> =
    kindOf(judged) === 'restore' ? restoreBadges : runBadges
  return badges[judged.judgement.verdict] ?? runBadges.unproven
}

export function isLive({ judgement }: JudgedJob): boolean {
  return judgement.verdict === 'running' || judgement.verdict === 'queued'
}

/** Null when it never started, or when its end was not seen. */
export function durationOf(job: Job | null, format: Format, now: Date): string | null {
  if (!job?.startedAt) return null
  const end = job.finishedAt ?? (isFinished(job) ? null : now)
  return end && format.duration(Math.max(0, end.getTime() - job.startedAt.getTime()))
}

export function aboutOf(operation: Operation | null): string | null {
  if (!operation?.targetDb) return null
  return `${operation.source ?? 'a dump'} into ${operation.targetDb}`
}
