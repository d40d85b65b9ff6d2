import { kindOf } from '../../../core/job-selection.ts'
import type { JudgedJob } from '../../../services/jobs.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Subject } from '../servers/subject.ts'
import type { Advice } from './advice.ts'
import { restoreAdvice } from './restore-advice.ts'
import { runAdvice } from './run-advice.ts'

/** What to do now. Null where there is nothing to do but wait or be glad. */
export function adviceOn(judged: JudgedJob, subject: Subject, viewer: Viewer): Advice | null {
  return kindOf(judged) === 'restore'
    ? restoreAdvice(judged, subject, viewer)
    : runAdvice(judged, subject, viewer)
}
