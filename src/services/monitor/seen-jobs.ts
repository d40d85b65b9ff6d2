import type { SeenJob } from '../../core/ledger/ledger.ts'
import type { BackupServer } from '../../core/server.ts'
import { readDiskSpace } from '../../core/verdicts/log-space.ts'
import type { RunVerdict } from '../../core/verdicts/verdict.ts'
import type { Jobs, JudgedJob } from '../jobs.ts'
import type { ServerLook } from '../server-look.ts'

export interface SeenJobsDeps {
  jobs: Pick<Jobs, 'judgeAll'>
}

/** The backups that a server was asked for, as they are judged now. Null: its jobs could not be read. */
export async function seenJobs(
  { jobs }: SeenJobsDeps,
  server: BackupServer,
  look: ServerLook,
): Promise<SeenJob[] | null> {
  if (!look.jobs.ok) return null
  const around = {
    dumps: look.files.ok ? look.dumps : null,
    status: look.status.ok ? look.status.value : null,
    expectedDatabases: look.expectedDatabases,
  }
  const seen = { jobs: look.jobs.value, around }
  const judged = await jobs.judgeAll(server, seen, new AbortController().signal)
  return judged.flatMap(toSeen)
}

function toSeen({ id, job, operation, judgement }: JudgedJob): SeenJob[] {
  const queuedAt = job?.queuedAt ?? operation?.startedAt
  if (!queuedAt || (job?.kind ?? operation?.kind) !== 'backup') return []
  const space = job?.log && readDiskSpace(job.log)
  return [
    {
      id,
      startedBy: operation?.startedBy ?? null,
      queuedAt,
      startedAt: job?.startedAt ?? null,
      endedAt: job?.finishedAt ?? operation?.endedAt ?? null,
      verdict: judgement.verdict as RunVerdict, // a backup is never judged as a restore
      evidence: judgement.evidence,
      ...(space && { space }),
    },
  ]
}
