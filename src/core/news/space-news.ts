import type { TrackedDatabase } from '../ledger/database.ts'
import type { LedgerFacts, LedgerMemory, SeenJob } from '../ledger/ledger.ts'
import type { NewEvent } from '../monitor/event.ts'
import { bytes } from '../wording.ts'

const subject = 'space'

/** With room for fewer runs than this, somebody has to act before the disk is full. */
const runsToSpare = 3

/**
 * Whether the server's disk has room for what its runs write. Only the logs of jobs tell, so this is as
 * old as the last backup that was started over the API.
 */
export function spaceNews(
  memory: Pick<LedgerMemory, 'openSubjects'>,
  { jobs, now }: Pick<LedgerFacts, 'jobs' | 'now'>,
  databases: Pick<TrackedDatabase, 'lastBytes'>[],
): NewEvent[] {
  const last = jobs && newestWithSpace(jobs)
  if (!last?.space) return []
  const { freeBytes, neededBytes } = last.space
  const runBytes = databases.reduce((sum, { lastBytes }) => sum + (lastBytes ?? 0), 0)
  const isLow = neededBytes !== null || freeBytes < runsToSpare * runBytes
  if (isLow === memory.openSubjects.has(subject)) return []
  const about = { kind: 'space', subject, at: now } as const
  const found = `The last run found ${bytes(freeBytes)} free`
  if (!isLow) {
    return [{ ...about, severity: 'resolved', title: 'Its disk has room again', evidence: [found] }]
  }
  return neededBytes === null
    ? [
        {
          ...about,
          severity: 'warning',
          title: 'Its disk is nearly full',
          evidence: [found, writes(runBytes)],
        },
      ]
    : [
        {
          ...about,
          severity: 'critical',
          title: 'Its disk is too full to back up',
          evidence: [found, floor(neededBytes)],
        },
      ]
}

function newestWithSpace(jobs: SeenJob[]): SeenJob | undefined {
  return jobs
    .filter(({ space }) => space !== undefined)
    .toSorted((a, b) => b.queuedAt.getTime() - a.queuedAt.getTime())[0]
}

const writes = (runBytes: number) => `One run of all databases writes about ${bytes(runBytes)}`
const floor = (needed: number) => `It does not begin with less than ${bytes(needed)}`
