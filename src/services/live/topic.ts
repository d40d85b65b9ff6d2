import type { Job } from '../../core/job.ts'
import type { BackupServer } from '../../core/server.ts'
import type { JudgedJob } from '../jobs.ts'
import type { ServerLook } from '../server-look.ts'

/** What can be watched: how a server is, which jobs it has, and one job until it ends. */
export type Topic =
  | { kind: 'state'; serverId: string }
  | { kind: 'jobs'; serverId: string }
  | { kind: 'job'; serverId: string; jobId: string }

/** What a look found. `gone`: the server was deleted, or nobody knows the job. */
export type News =
  | { kind: 'state'; topic: Topic; server: BackupServer; look: ServerLook }
  | { kind: 'jobs'; topic: Topic; server: BackupServer; jobs: Job[] }
  | { kind: 'job'; topic: Topic; server: BackupServer; judged: JudgedJob }
  | { kind: 'gone'; topic: Topic }

/** `state:<server>`, `jobs:<server>`, `job:<server>:<job>`; a job's id may hold anything. */
export function topicName(topic: Topic): string {
  const { kind, serverId } = topic
  return kind === 'job' ? `${kind}:${serverId}:${topic.jobId}` : `${kind}:${serverId}`
}
