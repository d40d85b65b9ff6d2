import type { Json } from '../http/json-encode.ts'
import { json, problem, type Reply } from '../http/reply.ts'
import { toText } from '../http/text.ts'
import { runBackup } from '../jobs/backup.ts'
import type { Job } from '../jobs/queue.ts'
import { runRestore } from '../jobs/restore.ts'
import { runScript } from '../jobs/script.ts'
import type { Call } from './call.ts'
import { readRestoreRequest } from './restore-request.ts'

/** The body is not even read. */
export async function backup({ container, jobs }: Call): Promise<Reply> {
  const id = await jobs.submit('backup', () => runScript((log) => runBackup(container, log)))
  return json(202, { job_id: id })
}

export async function restore({ container, jobs, body }: Call): Promise<Reply> {
  const wanted = readRestoreRequest(await body(), container.backupDir)
  if ('refusal' in wanted) return wanted.refusal
  const work = () => runScript((log) => runRestore(container, wanted, log))
  return json(202, { job_id: await jobs.submit('restore', work) })
}

export function list({ jobs }: Call): Reply {
  return json(200, { jobs: jobs.list().map(jobJson) })
}

export function show({ jobs, values }: Call): Reply {
  const job = jobs.find(toText(values[0] ?? ''))
  return job === undefined ? problem(404, 'job not found') : json(200, jobJson(job))
}

/** In the container's order; times and error are left out until there are any. */
function jobJson(job: Job): Json {
  return {
    id: job.id,
    type: job.type,
    state: job.state,
    queued_at: job.queuedAt,
    started_at: job.startedAt,
    finished_at: job.finishedAt,
    exit_code: job.exitCode,
    log_tail: job.logTail,
    error: job.error,
  }
}
