import type { DayRun } from '../../../core/dumps/run-days.ts'
import { type ServerDay, serverDay } from '../../../core/dumps/server-day.ts'
import { kindOf } from '../../../core/job-selection.ts'
import type { RunVerdict } from '../../../core/verdicts/verdict.ts'
import type { JudgedJob } from '../../../services/jobs.ts'

/** The backup jobs among these, each on the day by the server's clock on which it ended. */
export function dayRuns(jobs: JudgedJob[], offsetMinutes: number): DayRun[] {
  return jobs.flatMap((judged) => {
    const at = endOf(judged)
    if (kindOf(judged) !== 'backup' || !at) return []
    const day: ServerDay = serverDay(at, offsetMinutes)
    return [{ jobId: judged.id, day, verdict: judged.judgement.verdict as RunVerdict }]
  })
}

function endOf({ job, operation }: JudgedJob): Date | undefined {
  return job?.finishedAt ?? operation?.endedAt ?? job?.queuedAt ?? operation?.startedAt
}
