import type { Dump } from '../../core/dumps/backup.ts'
import { type RunDayState, runDays } from '../../core/dumps/run-days.ts'
import { sizeHistory } from '../../core/dumps/size-history.ts'
import { retentionChart } from '../views/charts/retention-chart.ts'
import { runDayMarks } from '../views/charts/run-day-mark.ts'
import { runStrip } from '../views/charts/run-strip.ts'
import { sizeChart } from '../views/charts/size-chart.ts'
import { spaceBar } from '../views/charts/space-bar.ts'
import { sizeSparkline } from '../views/charts/sparkline.ts'
import type { Viewer } from '../views/frame/viewer.ts'

const dayMs = 24 * 60 * 60 * 1000
const million = 1_000_000

/** The pictures, of sizes that grow, of outliers, and of a day in each of its states. */
export function chartSpecimens(viewer: Viewer) {
  const { format, now } = viewer
  const growing = dumps([40, 42, 41, 44, 46, 48], now)
  const odd = dumps([40, 42, 41, 43, 42, 12, 0, 43, 130], now)
  const sizes = (list: Dump[]) => sizeSparkline(sizeHistory(list), format)
  const files = [growing, growing, growing].flatMap(filesOf)
  return {
    sparklines: [sizes(growing), sizes(odd)].filter((line) => line !== null),
    space: [spaceBar(growing, files, viewer), spaceBar([], [], viewer)],
    sizes: [growing, odd].map((list) => sizeChart(sizeHistory(list), 's1', viewer)),
    retention: retentionChart(filesOf(growing), expiries(growing), viewer),
    strip: runStrip({ id: 'specimen', serverId: 's1', days: days(now), offsetMinutes: 0 }, viewer),
  }
}

const filesOf = (list: Dump[]) => list.flatMap((dump) => dump.files)

/** Four days of keeping: of six nights the oldest are due. */
function expiries(list: Dump[]): Map<string, Date> {
  return new Map(
    filesOf(list).map(({ id, modifiedAt }) => [id, new Date(modifiedAt.getTime() + 4 * dayMs)]),
  )
}

/** Newest first, one a day. */
function dumps(sizesInMB: number[], now: Date): Dump[] {
  return sizesInMB.toReversed().map((size, daysAgo) => {
    const finishedAt = new Date(now.getTime() - daysAgo * dayMs)
    const name = `shop-${finishedAt.toISOString().slice(0, 10).replaceAll('-', '')}.sql.gz`
    const shared = { id: `daily:${name}`, name, database: 'shop', sizeBytes: size * million }
    const file = { ...shared, slot: 'daily' as const, modifiedAt: finishedAt, isLatestLink: false }
    return { ...shared, finishedAt, files: [file], isLatest: false }
  })
}

function days(now: Date) {
  const states = Object.keys(runDayMarks) as RunDayState[]
  const input = { dumps: [], runs: [], offsetMinutes: 0, isDaily: true, now, count: states.length }
  return runDays(input).map((day, index) => ({ ...day, state: states[index] ?? day.state }))
}
