import type { ListedRun } from '../../../core/fleet/run-query.ts'
import type { RunDatabase } from '../../../core/ledger/run.ts'
import { series } from '../../../core/wording.ts'
import type { Format, TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, runBadges } from '../pieces/badge.ts'
import { punctualityBadges } from './run-words.ts'

/** One line of the ledger. */
export interface RunRow {
  server: { name: string; href: string }
  at: TimeView
  origin: string
  jobHref: string | null
  /** What came of it; of what never happened, how it stands to the schedule. */
  badge: Badge
  reason: string
  /** Null where the badge says it already. */
  punctuality: Badge | null
  /** As most are: not worth a badge. */
  isOnTime: boolean
  delay: string | null
  databases: string
  duration: string | null
  size: string | null
}

export function runRow(run: ListedRun, { paths, format }: Viewer): RunRow {
  const { serverId, server, verdict, punctuality, startedAt, endedAt, jobId } = run
  return {
    server: { name: server, href: paths.server(serverId) },
    at: format.time(run.at),
    origin: originOf(run),
    jobHref: jobId === null ? null : paths.job(serverId, jobId),
    badge: verdict === null ? punctualityBadges[punctuality] : runBadges[verdict],
    reason: run.evidence[0] ?? '',
    punctuality: verdict === null ? null : punctualityBadges[punctuality],
    isOnTime: punctuality === 'on-time',
    delay: delayOf(run, format),
    databases: databasesText(run, format),
    duration:
      startedAt && endedAt ? format.duration(endedAt.getTime() - startedAt.getTime()) : null,
    size: run.sizeBytes > 0 ? format.size(run.sizeBytes) : null,
  }
}

function delayOf({ punctuality, startedAt, expectedAt }: ListedRun, format: Format): string | null {
  if (punctuality !== 'late' || !startedAt || !expectedAt) return null
  return `by ${format.duration(startedAt.getTime() - expectedAt.getTime())}`
}

function originOf({ origin, startedBy }: ListedRun): string {
  if (origin === 'schedule') return 'Schedule'
  if (startedBy !== null) return `Started by ${startedBy}`
  return origin === 'panel' ? 'Started from here' : 'Started elsewhere'
}

/** Names of those that went wrong; of the others their number is enough. */
function databasesText({ databases, verdict }: ListedRun, format: Format): string {
  const named = (outcome: RunDatabase['outcome']) =>
    databases.filter((each) => each.outcome === outcome).map(({ name }) => name)
  const fresh = named('new').length
  const parts = [
    fresh > 0 ? format.count(fresh, 'new dump') : '',
    said(named('missing'), verdict === 'running' ? 'not there yet' : 'missing', format),
    said(named('empty'), 'empty', format),
  ]
  return parts.filter((part) => part !== '').join(', ')
}

const namedDatabases = 3

function said(names: string[], what: string, format: Format): string {
  if (names.length === 0) return ''
  return names.length > namedDatabases
    ? `${format.count(names.length, 'database')} ${what}`
    : `${series(names)} ${what}`
}
