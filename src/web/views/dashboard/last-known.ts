import type { LastKnownServer } from '../../../core/fleet/last-known.ts'
import type { TimeView } from '../../format.ts'
import { type RunBarsView, runBars } from '../charts/run-bars.ts'
import type { Viewer } from '../frame/viewer.ts'

/** What stands in for the data of a server that cannot be read: what was last known, and how old it is. */
export interface LastKnownView {
  read: TimeView
  next: TimeView | null
  bars: RunBarsView
  databases: { name: string; lastGood: TimeView | null; size: string | null }[]
  runsHref: string
}

export function lastKnownView(
  known: LastKnownServer,
  serverId: string,
  viewer: Viewer,
): LastKnownView {
  const { format, now, paths } = viewer
  const { readAt, nextRunAt, databases, days } = known
  return {
    read: format.ago(readAt, now),
    next: nextRunAt && nextRunAt > now ? format.ago(nextRunAt, now) : null,
    bars: runBars(days, viewer),
    databases: databases.map(({ name, lastGoodAt, lastBytes }) => ({
      name,
      lastGood: lastGoodAt && format.ago(lastGoodAt, now),
      size: lastBytes === null ? null : format.size(lastBytes),
    })),
    runsHref: paths.runs(serverId),
  }
}
