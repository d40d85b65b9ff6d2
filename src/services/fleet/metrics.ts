import { isLatelyRead, presentState } from '../../core/monitor/staleness.ts'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import type {
  DatabaseFigures,
  FigureStore,
  RunFigures,
  ServerFigures,
} from '../../store/fleet/figures.ts'

export type Metrics = ReturnType<typeof metricsService>

export interface FleetFigures {
  servers: (ServerFigures & { state: ServerState })[]
  databases: DatabaseFigures[]
  /** Of the last day. */
  runs: RunFigures[]
  monitorBeatAt: Date | null
}

const dayMs = 24 * 60 * 60 * 1000

/** What a monitoring system wants to know of the fleet, from what the panel keeps. */
export function metricsService(figures: FigureStore) {
  return {
    async gather(now: Date): Promise<FleetFigures> {
      const [servers, databases, runs, monitorBeatAt] = await Promise.all([
        figures.servers(),
        figures.databases(),
        figures.runsSince(new Date(now.getTime() - dayMs)),
        figures.beatAt(),
      ])
      return {
        servers: servers.map((server) => atPresent(server, now)),
        databases: databasesAtPresent(databases, servers, now),
        runs,
        monitorBeatAt,
      }
    },
  }
}

/**
 * Nobody can say that a database is safe whose server could not be read for long. What was wrong stays
 * so, or an alarm on it would end by itself.
 */
function databasesAtPresent(
  databases: DatabaseFigures[],
  servers: ServerFigures[],
  now: Date,
): DatabaseFigures[] {
  const read = servers.filter((each) => isLatelyRead(each.readAt, each.pollIntervalMs, now))
  const known = new Set(read.map(({ name }) => name))
  return databases.map((database) =>
    database.state !== 'safe' || known.has(database.server)
      ? database
      : { ...database, state: 'unknown' },
  )
}

function atPresent(server: ServerFigures, now: Date) {
  if (!server.isEnabled) return { ...server, state: 'paused' as const }
  return { ...server, state: presentState(server, server.pollIntervalMs, now) }
}
