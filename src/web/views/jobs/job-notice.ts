import { kindOf } from '../../../core/job-selection.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { jobBadge, kindLabels } from './job-row.ts'

/** Tells on any page that a job has ended. */
export interface JobNoticeView {
  title: string
  badge: Badge
  /** The weightiest fact behind the verdict. */
  reason: string | null
  href: string
}

export function jobNoticeView(
  judged: JudgedJob,
  server: BackupServer,
  { paths }: Viewer,
): JobNoticeView {
  const target = judged.operation?.targetDb
  const what = target ? `Restore into ${target}` : kindLabels[kindOf(judged)]
  return {
    title: `${what} on ${server.name}`,
    badge: jobBadge(judged),
    reason: judged.judgement.evidence[0] ?? null,
    href: paths.job(server.id, judged.id),
  }
}
