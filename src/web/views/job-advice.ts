import { kindOf } from '../../core/job-selection.ts'
import type { JudgedJob } from '../../services/jobs.ts'
import type { Advice } from './advice.ts'
import { restoreAdvice } from './restore-advice.ts'
import { runAdvice } from './run-advice.ts'
import type { Subject } from './subject.ts'
import type { Viewer } from './viewer.ts'

/** What to do now. Null where there is nothing to do but wait or be glad. */
export function adviceOn(judged: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  return kindOf(judged) === 'restore'
    ? restoreAdvice(judged, subject, viewer)
    : runAdvice(judged, subject, viewer)
}
