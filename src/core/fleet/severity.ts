import type { ServerState } from '../verdicts/verdict.ts'

/** The worst first: what keeps data from being safe comes before what only keeps us from knowing. */
export const severities: Readonly<Record<ServerState, number>> = {
  failing: 0,
  refused: 1,
  unreachable: 2,
  late: 3,
  unknown: 4,
  ok: 5,
  paused: 6,
}
