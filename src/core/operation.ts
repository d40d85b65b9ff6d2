import type { JobKind } from './job.ts'
import type { RestoreVerdict, RunVerdict } from './verdicts/verdict.ts'

/**
 * What the panel remembers of a job, because the server forgets: who asked, what it was about, and how
 * it was judged once it ended.
 */
export interface Operation {
  id: string
  serverId: string
  jobId: string
  kind: JobKind
  /** Null: nobody asked this panel for it. */
  startedBy: string | null
  startedAt: Date
  /** For a restore. */
  source?: string
  targetDb?: string
  /** Absent until the end was seen. */
  verdict?: RunVerdict | RestoreVerdict
  evidence?: string[]
  endedAt?: Date
  exitCode?: number
  /** Why it could not start, in the server's words. */
  error?: string
}
