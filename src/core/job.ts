export type JobKind = 'backup' | 'restore'
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed'

/** What a backup server says about something it was asked to do. Evidence, not truth: see verdict.ts. */
export interface Job {
  id: string
  kind: JobKind
  state: JobState
  queuedAt: Date
  startedAt?: Date
  finishedAt?: Date
  /** Only when the process ended with one: absent while queued or running, and when it could not start. */
  exitCode?: number
  /** Null until the job has ended, and when the process printed nothing. */
  log: string[] | null
  /** The log is a tail that was cut to the server's limit, so earlier lines are lost. */
  isLogFull: boolean
  /** Why the process could not be started, in the server's words. */
  error?: string
}

export function isFinished(job: Job): boolean {
  return job.state === 'succeeded' || job.state === 'failed'
}

/** Differs from that of another moment if a job began, moved on or was forgotten in between. */
export function jobsVersion(jobs: Pick<Job, 'id' | 'state'>[]): string {
  return jobs.map(({ id, state }) => `${id} ${state}`).join(', ')
}
