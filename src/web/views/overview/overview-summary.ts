import { type DatabaseTally, total } from '../../../core/fleet/fleet-server.ts'
import { series, span } from '../../../core/wording.ts'
import type { FleetSummary } from '../../../services/fleet/overview.ts'
import type { Format } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge, Tone } from '../pieces/badge.ts'
import { databaseBadges, databaseStates } from './overview-words.ts'

/** The answer to “is every database safe?”, and what it stands on. */
export interface OverviewSummary {
  tone: Tone
  icon: Badge['icon']
  headline: string
  /** What keeps the answer from being a plain yes. Empty when nothing does. */
  qualms: string
  tallies: { badge: Badge; count: string; isNone: boolean; href: string }[]
  /** Shares of a bar 1000 wide. */
  shares: { tone: Tone; x: number; width: number }[]
  /** Why the facts are old or missing; null while somebody watches. */
  notice: string | null
}

export function overviewSummary(fleet: FleetSummary, viewer: Viewer): OverviewSummary {
  const { databases } = fleet.counts
  return {
    ...answer(fleet, viewer.format),
    tallies: databaseStates.map((state) => ({
      badge: databaseBadges[state],
      count: viewer.format.number(databases[state]),
      isNone: databases[state] === 0,
      href: viewer.paths.overview({ database: state }),
    })),
    shares: sharesOf(databases),
    notice: watchNotice(fleet, viewer),
  }
}

type Answer = Pick<OverviewSummary, 'tone' | 'icon' | 'headline' | 'qualms'>

/** Green only when each database is known to be safe and each server answers. */
function answer({ counts, watch }: FleetSummary, format: Format): Answer {
  const { databases, servers } = counts
  const all = total(databases)
  const qualms = qualmsOf(servers)
  if (all === 0 || databases.unknown === all) {
    const headline = all === 0 ? 'No database is known yet' : 'Nothing certain is known right now'
    return { tone: 'quiet', icon: 'question', headline, qualms }
  }
  if (databases.safe < all) {
    return { ...weight(databases, qualms), headline: headlineOf(databases, format), qualms }
  }
  const headline = safeHeadline(all, format)
  const isPlain = qualms === '' && watch === 'on'
  return { tone: isPlain ? 'ok' : 'warn', icon: isPlain ? 'check' : 'alert', headline, qualms }
}

function safeHeadline(all: number, { number }: Format): string {
  if (all === 1) return 'The only database is safe'
  return all === 2 ? 'Both databases are safe' : `All ${number(all)} databases are safe`
}

function headlineOf(databases: DatabaseTally, { number }: Format): string {
  const all = total(databases)
  const safe = databases.safe === 0 ? 'None' : number(databases.safe)
  const noun = all === 1 ? 'database' : 'databases'
  return `${safe} of ${number(all)} ${noun} ${databases.safe === 1 ? 'is' : 'are'} known to be safe`
}

function weight({ failing, late }: DatabaseTally, qualms: string): Pick<Answer, 'tone' | 'icon'> {
  if (failing > 0) return { tone: 'bad', icon: 'cross' }
  return late > 0 || qualms !== ''
    ? { tone: 'warn', icon: 'alert' }
    : { tone: 'quiet', icon: 'question' }
}

function qualmsOf(servers: FleetSummary['counts']['servers']): string {
  const parts = [
    [servers.failing, 'failing'],
    [servers.refused, 'refusing the token'],
    [servers.unreachable, 'out of reach'],
    [servers.late, 'late'],
    [servers.unknown, 'not measured'],
  ] as const
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  return told.length === 0 ? '' : `Servers: ${series(told)}.`
}

function sharesOf(databases: DatabaseTally): OverviewSummary['shares'] {
  const all = total(databases)
  const shown = databaseStates.filter((state) => databases[state] > 0)
  let x = 0
  return shown.map((state) => {
    const width = Math.round((databases[state] / all) * 1000)
    const share = { tone: databaseBadges[state].tone, x, width }
    x += width
    return share
  })
}

function watchNotice({ watch, counts }: FleetSummary, { now }: Viewer): string | null {
  if (watch === 'on') return null
  if (watch === 'never' || !counts.polledAt) {
    return 'The monitor has not measured anything yet. As soon as it has, states appear here.'
  }
  const silence = span(now.getTime() - counts.polledAt.getTime())
  return `The monitor is not running: the last server was looked at ${silence} ago. What is older than its time shows as unknown.`
}
