import type { Judgement, ServerState } from '../verdicts/verdict.ts'
import type { NewEvent, Severity } from './event.ts'
import type { Standing } from './snapshot.ts'

/** A single lost packet makes these: they are believed when the next poll finds no facts either. */
const doubtful: ReadonlySet<ServerState> = new Set(['unreachable', 'unknown'])

const pollsToBelieve = 2

interface Before extends Standing {
  polledAt: Date
}

/** How a server stands after a poll, and the event if it stands otherwise than before. */
export function nextStanding(
  before: Before | null,
  found: Judgement<ServerState>,
  at: Date,
): { standing: Standing; event: NewEvent | null } {
  const doubtedPolls = doubtful.has(found.verdict) ? (before?.doubtedPolls ?? 0) + 1 : 0
  if (found.verdict === before?.state) return { standing: same(before, found), event: null }
  if (doubtedPolls > 0 && doubtedPolls < pollsToBelieve) {
    const { state, stateSince, evidence } = before ?? notMeasured(at)
    const doubt = { doubtedState: found.verdict, doubtedPolls }
    return { standing: { state, stateSince, evidence, ...doubt }, event: null }
  }
  // What was doubted has been so since the poll that first found it.
  const since = doubtedPolls > 0 && before ? before.polledAt : at
  const standing = believed(found, since)
  return { standing, event: changeEvent(before?.state ?? null, found, at) }
}

function same(before: Before, { evidence }: Judgement<ServerState>): Standing {
  return { ...believed({ verdict: before.state, evidence }, before.stateSince) }
}

function believed({ verdict, evidence }: Judgement<ServerState>, stateSince: Date): Standing {
  return { state: verdict, stateSince, evidence, doubtedState: null, doubtedPolls: 0 }
}

function notMeasured(at: Date): Standing {
  return believed({ verdict: 'unknown', evidence: ['Not measured yet'] }, at)
}

const wordings: Record<ServerState, { severity: Severity; title: string }> = {
  ok: { severity: 'resolved', title: 'Every backup is as it should be' },
  late: { severity: 'warning', title: 'Backups are late' },
  failing: { severity: 'critical', title: 'Backups are failing' },
  unreachable: { severity: 'critical', title: 'The server cannot be reached' },
  refused: { severity: 'critical', title: 'The server refuses the token' },
  unknown: { severity: 'warning', title: 'Nobody can say how the backups are' },
  paused: { severity: 'info', title: 'The server is paused' },
}

function changeEvent(
  from: ServerState | null,
  { verdict, evidence }: Judgement<ServerState>,
  at: Date,
): NewEvent {
  const { severity, title } = wordings[verdict]
  return {
    kind: 'state',
    // The first state of a server ends nothing.
    severity: from === null && severity === 'resolved' ? 'info' : severity,
    subject: 'state',
    title,
    evidence,
    at,
    ...(from !== null && { from }),
    to: verdict,
  }
}
