import type { RunDay } from '../../core/dumps/run-days.ts'
import { isoDay } from '../../core/dumps/server-day.ts'
import type { Paths } from '../paths.ts'
import type { Viewer } from './viewer.ts'

/** Where a click on a day leads: to the run that went wrong, else to what is kept of the day. */
export function dayHref(day: RunDay, serverId: string, { paths }: Viewer): string | null {
  const job = day.runs.find(({ verdict }) => verdict !== 'verified') ?? day.runs[0]
  const isDumpAllThatCounts = day.state === 'kept' || job === undefined
  if (isDumpAllThatCounts && day.dumps.length > 0) return dumpsHref(day, serverId, paths)
  return job ? paths.job(serverId, job.jobId) : null
}

/** Everything that a day leads to. */
export function dayLinks(day: RunDay, serverId: string, { paths }: Viewer) {
  const jobs = day.runs.map(({ jobId }) => ({
    text: `Job ${jobId.slice(0, 8)}`,
    href: paths.job(serverId, jobId),
  }))
  if (day.dumps.length === 0) return jobs
  const text = day.dumps.length === 1 ? 'Dump' : 'Dumps'
  return [{ text, href: dumpsHref(day, serverId, paths) }, ...jobs]
}

/** The list of dumps, narrowed to that day where the names tell it, else to the newest of its dumps. */
function dumpsHref({ day, dumps }: RunDay, serverId: string, paths: Paths): string {
  const newest = dumps[0]?.name ?? ''
  if (dumps.length < 2) return paths.backups(serverId, { q: newest })
  const stamp = isoDay(day).replaceAll('-', '')
  const areNamed = dumps.every(({ files }) => files.some(({ name }) => name.includes(stamp)))
  return paths.backups(serverId, { q: areNamed ? stamp : newest })
}
