import type { ServerState } from '../verdicts/verdict.ts'

/** What the polls of an hour or a day found, and how fast they were answered. */
export interface HealthSpan extends Record<Exclude<ServerState, 'paused'>, number> {
  startsAt: Date
  answered: number
  answerMsSum: number
  answerMsMax: number
}

export function pollsOf(span: HealthSpan): number {
  const { ok, late, failing, unreachable, refused, unknown } = span
  return ok + late + failing + unreachable + refused + unknown
}
