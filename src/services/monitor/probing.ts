import type { ProbeFindings } from '../../core/monitor/findings.ts'
import type { Snapshot } from '../../core/monitor/snapshot.ts'
import type { ProbeStep } from '../../core/probe.ts'
import { read } from '../../core/reading.ts'
import type { BackupServer } from '../../core/server.ts'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import type { Probes } from '../probes.ts'

const everyMs = 60 * 60_000
const limitMs = 60_000

/**
 * The ladder costs a connection of its own, so it is climbed at first sight, once an hour, and when
 * it is about to be believed that a server cannot be reached: then it says where the way ends.
 */
export function isProbeDue(before: Snapshot | null, found: ServerState, at: Date): boolean {
  if (found === 'paused') return false
  if (!before?.probedAt) return true
  // Our own clock may have been put back since.
  if (Math.abs(at.getTime() - before.probedAt.getTime()) >= everyMs) return true
  return found === 'unreachable' && before.state !== 'unreachable' && before.doubtedPolls > 0
}

/** Null: it could not even begin, as with a token that cannot be opened. */
export async function probeFindings(
  probes: Pick<Probes, 'run'>,
  server: BackupServer,
): Promise<ProbeFindings | null> {
  const steps = await read(probes.run(server, AbortSignal.timeout(limitMs)))
  return steps.ok ? learnt(steps.value, server.baseUrl.startsWith('https:')) : null
}

function learnt(steps: ProbeStep[], hasTls: boolean): ProbeFindings {
  const failed = steps.find((step) => step.outcome === 'failed')
  const certificateEndsAt = steps.find((step) => step.certificateEndsAt)?.certificateEndsAt
  const clockSkewMs = steps.find((step) => step.clockSkewMs !== undefined)?.clockSkewMs
  return {
    obstacle: failed ? `Connection check, ${failed.name}: ${failed.finding}` : null,
    ...(hasTls ? certificateEndsAt && { certificateEndsAt } : { certificateEndsAt: null }),
    ...(clockSkewMs !== undefined && { clockSkewMs }),
  }
}
