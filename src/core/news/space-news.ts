import type { TrackedDatabase } from '../ledger/database.ts'
import type { LedgerFacts, LedgerMemory, SeenJob } from '../ledger/ledger.ts'
import type { NewEvent } from '../monitor/event.ts'
import type { DiskSpace } from '../verdicts/log-space.ts'
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
  databases: Pick<TrackedDatabase, 'lastBytes' | 'state'>[],
): NewEvent[] {
  const last = jobs && newestWithSpace(jobs)
  if (!last?.space) return []
  const { freeBytes, neededBytes } = last.space
  const runBytes = writtenBy(databases)
  const severity = severityOf(last.space, runBytes)
  if (severity === (memory.openSubjects.get(subject) ?? 'resolved')) return []
  const found = `The last run found ${bytes(freeBytes)} free`
  const evidence = {
    resolved: [found],
    warning: [found, writes(runBytes)],
    critical: [found, floor(neededBytes ?? 0)],
  }[severity]
  return [{ kind: 'space', subject, severity, title: titles[severity], evidence, at: now }]
}

const titles = {
  resolved: 'Its disk has room again',
  warning: 'Its disk is nearly full',
  critical: 'Its disk is too full to back up',
}

function severityOf({ freeBytes, neededBytes }: DiskSpace, runBytes: number): keyof typeof titles {
  if (neededBytes !== null) return 'critical'
  return freeBytes < runsToSpare * runBytes ? 'warning' : 'resolved'
}

/** By one run of all databases that are still dumped. */
function writtenBy(databases: Pick<TrackedDatabase, 'lastBytes' | 'state'>[]): number {
  const dumped = databases.filter(({ state }) => state !== 'gone')
  return dumped.reduce((sum, { lastBytes }) => sum + (lastBytes ?? 0), 0)
}

function newestWithSpace(jobs: SeenJob[]): SeenJob | undefined {
  return jobs
    .filter(({ space }) => space !== undefined)
    .toSorted((a, b) => b.queuedAt.getTime() - a.queuedAt.getTime())[0]
}

const writes = (runBytes: number) => `One run of all databases writes about ${bytes(runBytes)}`
const floor = (needed: number) => `It does not begin with less than ${bytes(needed)}`
