import type { Job } from '../../../core/job.ts'
import type { KeptLog } from '../../../core/kept-log.ts'
import { type LogMark, markLog } from '../../../core/verdicts/log-line.ts'

export interface JobLogView {
  label: string
  lines: { text: string; mark: LogMark }[]
  /** What to know about the lines: that some are missing, or why there are none. */
  note: string | null
  /** How many lines are marked, so that nobody has to look for them. */
  marked: string | null
}

/** `isUnread`: the server could not be asked. `kept`: what the panel remembers of the log. */
export function jobLogView(job: Job | null, kept: KeptLog | null, isUnread: boolean): JobLogView {
  const lines = markLog(job?.log ?? kept?.lines ?? [])
  const note = kept ? noteOnKept(kept) : isUnread ? unread : noteOn(job)
  return { label: 'Lines of the log', lines, note, marked: countOfMarked(lines) }
}

const unread = 'The log is on the server, which could not be asked.'

function noteOnKept({ isCut, lines }: KeptLog): string {
  const whose = 'This is what the panel kept of the log when the job ended.'
  return isCut
    ? `${whose} It is the last ${lines.length} lines; whatever came before is lost.`
    : whose
}

function noteOn(job: Job | null): string | null {
  if (job === null) return 'The server no longer has this job, and the panel has no log of it.'
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
