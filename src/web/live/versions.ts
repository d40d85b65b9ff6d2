import { createHash } from 'node:crypto'
import type { Dump } from '../../core/dumps/backup.ts'
import { type Job, jobsVersion } from '../../core/job.ts'
import type { Judgement, ServerState } from '../../core/verdicts/verdict.ts'

/**
 * What a page was drawn from, in a word. It stands on the page and in each event, so that the page is
 * fetched again only when the two differ. Ages and durations are no part of it: they count on by themselves.
 */
export function stateVersion(state: Judgement<ServerState>, dumps: Dump[]): string {
  return `${state.verdict} ${dumps[0]?.finishedAt.getTime() ?? ''}`
}

export function jobsDigest(jobs: Job[]): string {
  return createHash('sha256').update(jobsVersion(jobs)).digest('base64url').slice(0, 12)
}

export function jobVersion(job: Job | null): string {
  return job?.state ?? 'gone'
}
