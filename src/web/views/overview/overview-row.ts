import type { Growth } from '../../../core/fleet/fleet-facts.ts'
import { type DatabaseTally, total } from '../../../core/fleet/fleet-server.ts'
import { span } from '../../../core/wording.ts'
import type { OverviewServer } from '../../../services/fleet/overview.ts'
import type { Format, TimeView } from '../../format.ts'
import { type RunBarsView, runBars } from '../charts/run-bars.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'

/** One server of the overview. */
export interface OverviewRow {
  name: string
  href: string
  tags: { text: string; href: string }[]
  badge: Badge
  reason: string
  /** For how long it has been in this state, and since when; null where that is of no interest. */
  since: { text: string; title: string } | null
  /** The age of its oldest last good dump: each of its databases has one that is younger. */
  lastGood: TimeView | null
  databases: string
  bars: RunBarsView
  runsHref: string
  next: TimeView | null
  jobs: { text: string; href: string } | null
  stored: string | null
  growth: string | null
}

export function overviewRow(server: OverviewServer, viewer: Viewer): OverviewRow {
  const { id, name, state, found, oldestGoodAt, newestGoodAt } = server
  const { paths, format, now } = viewer
  const isInTrouble = state !== 'ok' && state !== 'paused'
  const lastGoodAt = oldestGoodAt ?? newestGoodAt
  const nextRunAt = found?.nextRunAt ?? null
  return {
    name,
    href: paths.server(id),
    tags: server.tags.map((tag) => ({ text: tag, href: paths.overview({ tag }) })),
    badge: serverBadges[state],
    reason: server.reason,
    since: isInTrouble && server.since ? lasting(server.since, viewer) : null,
    lastGood: lastGoodAt && format.ago(lastGoodAt, now),
    databases: databasesText(server.databases, oldestGoodAt !== null, format),
    bars: runBars(server.days, viewer),
    runsHref: paths.runs(id),
    next: server.isEnabled && nextRunAt && nextRunAt > now ? format.ago(nextRunAt, now) : null,
    jobs: jobsOf(server, viewer),
    stored: found?.readAt ? format.size(found.physicalBytes) : null,
    growth: server.growth && growthText(server.growth, format, now),
  }
}

function lasting(since: Date, { format, now }: Viewer): { text: string; title: string } {
  const ms = now.getTime() - since.getTime()
  const text = ms < 60_000 ? 'just now' : `for ${span(ms)}`
  return { text, title: `Since ${format.time(since).text}` }
}

function databasesText(databases: DatabaseTally, haveAllDumps: boolean, format: Format): string {
  const all = total(databases)
  if (all === 0) return ''
  const counted = format.count(all, 'database')
  if (databases.unknown === all) return `${counted}, not known`
  const missing = haveAllDumps ? '' : ', one without any'
  return databases.safe === all
    ? `${counted}, ${all === 1 ? 'safe' : 'all safe'}`
    : `${databases.safe} of ${counted} safe${missing}`
}

function jobsOf(
  { id, activeJobs }: OverviewServer,
  { paths, format }: Viewer,
): OverviewRow['jobs'] {
  if (activeJobs === 0) return null
  return { text: `${format.count(activeJobs, 'job')} at work`, href: paths.jobs(id) }
}

const dayMs = 24 * 60 * 60 * 1000

/** Null when the span is too short to say anything. */
function growthText({ bytes, since }: Growth, format: Format, now: Date): string | null {
  const days = Math.round((now.getTime() - since.getTime()) / dayMs)
  if (days < 2) return null
  if (bytes === 0) return `±0 / ${days} d`
  return `${bytes > 0 ? '+' : '−'}${format.size(Math.abs(bytes))} / ${days} d`
}
