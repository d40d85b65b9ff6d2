import type { Glimpse } from '../../core/monitor/glimpse.ts'
import { isStale } from '../../core/monitor/staleness.ts'
import type { BackupServer } from '../../core/server.ts'
import type { SnapshotStore } from '../../store/monitor/snapshots.ts'
import type { Schedules } from '../schedules.ts'
import type { LastLook, ServerHealth } from '../server-health.ts'

export type Standings = ReturnType<typeof standingService>

/** How a server stands as far as the panel knows without contacting it. */
export interface Standing extends Pick<LastLook, 'at' | 'judgement' | 'schedule'> {
  lastGoodAt: Date | null
}

interface Deps {
  snapshots: Pick<SnapshotStore, 'glimpses'>
  serverHealth: Pick<ServerHealth, 'lastLook'>
  schedules: Pick<Schedules, 'understand'>
}

/**
 * What the monitor found, or, where nobody watches any more, what this process found when somebody last
 * looked. Null: nothing that would hold for the present.
 */
export function standingService({ snapshots, serverHealth, schedules }: Deps) {
  function standing(server: BackupServer, glimpse: Glimpse | undefined): Standing | null {
    const isPresent = glimpse && !isStale(glimpse.polledAt, server.pollIntervalMs, new Date())
    if (isPresent) return fromGlimpse(glimpse, schedules)
    const last = serverHealth.lastLook(server)
    return last && { ...last, lastGoodAt: null }
  }

  return {
    /** Of any server, from one look at the tables. */
    async all(): Promise<(server: BackupServer) => Standing | null> {
      const glimpses = await snapshots.glimpses()
      return (server) => standing(server, glimpses.get(server.id))
    },
  }
}

function fromGlimpse(glimpse: Glimpse, schedules: Deps['schedules']): Standing {
  const { state, evidence, polledAt, schedule, utcOffsetMinutes, lastGoodAt } = glimpse
  const known = { offsetMinutes: utcOffsetMinutes, lastRunAt: lastGoodAt ?? undefined }
  return {
    at: polledAt,
    judgement: { verdict: state, evidence },
    schedule: schedule === null ? null : schedules.understand(schedule, known),
    lastGoodAt,
  }
}
