import type { RunDay } from '../../../core/dumps/run-days.ts'
import { isoDay } from '../../../core/dumps/server-day.ts'
import type { Paths } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'

export interface DayLinks {
  /** Where a click on the day leads: to the run that went wrong, else to what is kept of the day. */
  href: string | null
  links: { text: string; href: string }[]
}

/** Everything that a day leads to. */
export function dayLinks(day: RunDay, serverId: string, { paths }: Viewer): DayLinks {
  const dumps = day.dumps.length > 0 ? dumpsHref(day, serverId, paths) : null
  const bad = day.runs.find(({ verdict }) => verdict !== 'verified') ?? day.runs[0]
  const job = bad ? paths.job(serverId, bad.jobId) : null
  const jobs = day.runs.map(({ jobId }) => ({
    text: `Job ${jobId.slice(0, 8)}`,
    href: paths.job(serverId, jobId),
  }))
  const text = day.dumps.length === 1 ? 'Dump' : 'Dumps'
  return {
    href: day.state === 'kept' ? (dumps ?? job) : (job ?? dumps),
    links: dumps === null ? jobs : [{ text, href: dumps }, ...jobs],
  }
}

/** The list of dumps, narrowed to that day where the names tell it, else to the newest of its dumps. */
function dumpsHref({ day, dumps }: RunDay, serverId: string, paths: Paths): string {
  const newest = dumps[0]?.name ?? ''
  if (dumps.length < 2) return paths.backups(serverId, { q: newest })
  const stamp = isoDay(day).replaceAll('-', '')
  const areNamed = dumps.every(({ files }) => files.some(({ name }) => name.includes(stamp)))
  return paths.backups(serverId, { q: areNamed ? stamp : newest })
}
