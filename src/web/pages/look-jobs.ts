import type { BackupServer } from '../../core/server.ts'
import type { Jobs, JudgedJob } from '../../services/jobs.ts'
import type { ServerLook } from '../../services/server-health.ts'

/** The jobs that a look at a server brought, judged by what else it brought. Throws if it brought none. */
export async function judgedJobs(
  jobs: Jobs,
  server: BackupServer,
  look: ServerLook,
  signal: AbortSignal,
  rememberedLimit?: number,
): Promise<JudgedJob[]> {
  if (!look.jobs.ok) throw look.jobs.error
  const seen = { jobs: look.jobs.value, around: evidenceOf(look) }
  return jobs.judgeAll(server, seen, signal, rememberedLimit)
}

/** What the verdicts of the jobs may rest on; an unread part is missing, not empty. */
function evidenceOf({ status, files, dumps, expectedDatabases }: ServerLook) {
  return {
    status: status.ok ? status.value : null,
    dumps: files.ok ? dumps : null,
    expectedDatabases,
  }
}
