import type { BackupServer } from '../../core/server.ts'
import type { Jobs, JudgedJob } from '../../services/jobs.ts'
import type { ServerLook } from '../../services/server-look.ts'

/**
 * The jobs that a look at a server brought, judged by what else it brought. People who share a look
 * share this as well, so it does not end when one of them leaves: every call in it has its own limit.
 * Throws if the look brought none.
 */
export function lookJobs(jobs: Pick<Jobs, 'judgeAll'>, limit?: number) {
  const judged = new WeakMap<ServerLook, Promise<JudgedJob[]>>()

  async function judge(server: BackupServer, look: ServerLook): Promise<JudgedJob[]> {
    if (!look.jobs.ok) throw look.jobs.error
    const seen = { jobs: look.jobs.value, around: evidenceOf(look) }
    return jobs.judgeAll(server, seen, new AbortController().signal, limit)
  }

  return (server: BackupServer, look: ServerLook): Promise<JudgedJob[]> => {
    const known = judged.get(look) ?? judge(server, look)
    judged.set(look, known)
    return known
  }
}

/** What the verdicts of the jobs may rest on; an unread part is missing, not empty. */
function evidenceOf({ status, files, dumps, expectedDatabases }: ServerLook) {
  return {
    status: status.ok ? status.value : null,
    dumps: files.ok ? dumps : null,
    expectedDatabases,
  }
}
