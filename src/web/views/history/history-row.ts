import type { DatabaseRunDays } from '../../../core/dumps/server-run-days.ts'
import { sizeHistory } from '../../../core/dumps/size-history.ts'
import { groupBy } from '../../../core/group-by.ts'
import type { BackupList } from '../../../services/backups.ts'
import type { TimeView } from '../../format.ts'
import { type RunBarsView, runBars } from '../charts/run-bars.ts'
import { dumpsByDatabase } from '../charts/run-history.ts'
import { type SpaceBarView, spaceBar } from '../charts/space-bar.ts'
import { type SparklineView, sizeSparkline } from '../charts/sparkline.ts'
import type { Viewer } from '../frame/viewer.ts'

/** One database in the history of a server. */
export interface HistoryRow {
  database: string
  href: string
  bars: RunBarsView
  trend: SparklineView | null
  count: string
  newest: TimeView | null
  space: SpaceBarView
}

export function historyRows(
  databases: DatabaseRunDays[],
  { dumps, files }: BackupList,
  serverId: string,
  viewer: Viewer,
): HistoryRow[] {
  const dumpsOf = dumpsByDatabase(dumps, null)
  const filesOf = groupBy(files, (file) => file.database)
  return databases.map(({ database, days }) => {
    const own = dumpsOf.get(database) ?? []
    const newest = own[0]
    return {
      database,
      href: viewer.paths.history(serverId, { database }),
      bars: runBars(days, viewer),
      trend: sizeSparkline(sizeHistory(own), viewer.format),
      count: viewer.format.count(own.length, 'dump'),
      newest: newest ? viewer.format.ago(newest.finishedAt, viewer.now) : null,
      space: spaceBar(own, filesOf.get(database) ?? [], viewer),
    }
  })
}
