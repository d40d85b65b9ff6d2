import type { BackupFile } from '../../core/dumps/backup.ts'
import { listedBytes, physicalBytes } from '../../core/dumps/dump.ts'
import type { RemoteFault } from '../../core/errors.ts'
import { isFinished, type Job } from '../../core/job.ts'
import type { Findings } from '../../core/monitor/findings.ts'
import { keepSettings } from '../../core/monitor/settings-drift.ts'
import type { ActiveJob } from '../../core/monitor/snapshot.ts'
import type { Schedules } from '../schedules.ts'
import type { ServerLook } from '../server-look.ts'

/** What a look says that is worth keeping. Each part that failed is null, and says nothing. */
export function findingsOf(
  look: ServerLook,
  schedules: Pick<Schedules, 'intervalMs'>,
): Omit<Findings, 'at' | 'lateMs' | 'answerMs' | 'probe'> {
  const { judgement, files, settings, jobs } = look
  return {
    judgement,
    fault: faultOf(look),
    schedule: scheduleOf(look, schedules),
    inventory: files.ok ? inventoryOf(look, files.value) : null,
    activeJobs: jobs.ok ? activeJobs(jobs.value) : null,
    settings: settings.ok ? keepSettings(settings.value) : null,
    warnings: settings.ok ? look.warnings.map(({ sentence }) => sentence) : null,
  }
}

function faultOf({ judgement, status, files, settings, jobs }: ServerLook): RemoteFault | null {
  if (judgement.verdict === 'paused') return null
  const failed = [status, files, settings, jobs].find((reading) => !reading.ok)
  return failed?.ok === false ? failed.error.fault : null
}

function scheduleOf(
  { status, schedule }: ServerLook,
  schedules: Pick<Schedules, 'intervalMs'>,
): Findings['schedule'] {
  if (!status.ok || !schedule) return null
  return {
    schedule: schedule.raw,
    intervalMs: schedules.intervalMs(schedule.raw),
    nextRunAt: schedule.nextRuns[0] ?? null,
    utcOffsetMinutes: schedule.offsetMinutes,
    isCluster: status.value.isCluster,
  }
}

function inventoryOf({ dumps }: ServerLook, files: BackupFile[]): Findings['inventory'] {
  return {
    physicalBytes: physicalBytes(dumps),
    listedBytes: listedBytes(files),
    dumpCount: dumps.length,
  }
}

/** A server works on one job at a time and queues few; a list beyond all reason is not kept. */
const keptJobs = 50

function activeJobs(jobs: Job[]): ActiveJob[] {
  return jobs
    .filter((job) => !isFinished(job))
    .slice(0, keptJobs)
    .map(({ id, kind, state, queuedAt, startedAt }) => ({
      id,
      kind,
      state,
      queuedAt: queuedAt.toISOString(),
      ...(startedAt && { startedAt: startedAt.toISOString() }),
    }))
}
