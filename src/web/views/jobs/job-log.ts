import type { Job } from '../../../core/job.ts'
import { type LogMark, markLog } from '../../../core/verdicts/log-line.ts'

export interface JobLogView {
  label: string
  lines: { text: string; mark: LogMark }[]
  /** What to know about the lines: that some are missing, or why there are none. */
  note: string | null
  /** How many lines are marked, so that nobody has to look for them. */
  marked: string | null
}

/** `isUnread`: the server could not be asked, so nobody can say whether there is a log. */
export function jobLogView(job: Job | null, isUnread: boolean): JobLogView {
  const lines = markLog(job?.log ?? [])
  const note = isUnread ? 'The log is on the server, which could not be asked.' : noteOn(job)
  return { label: 'Lines of the log', lines, note, marked: countOfMarked(lines) }
}

function noteOn(job: Job | null): string | null {
  if (job === null) return 'The server no longer has this job, so there is no log.'
  if (job.state === 'queued' || job.state === 'running') {
    return 'The log arrives when the job ends: the server keeps it back until then.'
  }
  if (job.log === null || job.log.length === 0) return 'The job printed nothing.'
  if (!job.isLogFull) return null
  return `Only the last ${job.log.length} lines were kept by the server. Whatever came before them is lost.`
}

function countOfMarked(lines: JobLogView['lines']): string | null {
  const counts = (['error', 'warning'] as const).flatMap((mark) => {
    const count = lines.filter((line) => line.mark === mark).length
    return count === 0 ? [] : [count === 1 ? `1 ${mark}` : `${count} ${mark}s`]
  })
  return counts.length === 0 ? null : counts.join(', ')
}
