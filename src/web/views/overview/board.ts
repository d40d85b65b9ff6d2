import type { FleetServer } from '../../../core/fleet/fleet-server.ts'
import { span } from '../../../core/wording.ts'
import type { FleetSummary } from '../../../services/fleet/overview.ts'
import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'
import { type FleetMosaicView, fleetMosaic } from './fleet-mosaic.ts'
import { type OverviewSummary, overviewSummary } from './overview-summary.ts'
import { serverStates } from './overview-words.ts'

export type BoardTheme = 'dark' | 'light' | ''

/** The fleet for a screen on a wall: the biggest problems are the largest. */
export interface BoardView extends Framed {
  /** Empty: as the system has it. */
  theme: BoardTheme
  summary: OverviewSummary
  /** When any server was last looked at; empty: none ever was. */
  asOf: string
  /** How old the newest fact is, in milliseconds to count on from. Null: there is none. */
  ageMs: number | null
  age: string
  states: { badge: Badge; count: string }[]
  /** The fewer there are, the larger each is drawn. */
  size: 'large' | 'middle' | 'small'
  problems: { name: string; badge: Badge; reason: string; lasting: string }[]
  /** For when there is no room for all of them. */
  more: string | null
  mosaic: FleetMosaicView
  next: { name: string; in: TimeView } | null
  leaveHref: string
  themes: { text: string; href: string; isCurrent: boolean }[]
}

const shownProblems = 15
const mosaicRatio = 14

export function boardView(
  fleet: FleetSummary & { servers: FleetServer[] },
  theme: BoardTheme,
  viewer: Viewer,
): BoardView {
  const { counts, servers } = fleet
  const { paths, format, now } = viewer
  const bad = servers.filter(({ state }) => state !== 'ok' && state !== 'paused')
  const ageMs = counts.polledAt && Math.max(0, now.getTime() - counts.polledAt.getTime())
  const { next } = counts
  return {
    frame: { title: 'Wallboard', section: null, crumbs: [], header: null, isAlone: true },
    theme,
    summary: overviewSummary(fleet, viewer),
    asOf: counts.polledAt?.toISOString() ?? '',
    ageMs,
    age: ageMs === null ? '' : format.duration(ageMs),
    states: serverStates
      .filter((state) => counts.servers[state] > 0)
      .map((state) => ({
        badge: serverBadges[state],
        count: format.number(counts.servers[state]),
      })),
    size: bad.length <= 3 ? 'large' : bad.length <= 8 ? 'middle' : 'small',
    problems: bad.slice(0, shownProblems).map((server) => problem(server, now)),
    more: bad.length > 3 ? `${bad.length} servers in trouble, the worst first` : null,
    mosaic: fleetMosaic(servers, mosaicRatio),
    next: next && { name: next.server.name, in: format.ago(next.at, now) },
    leaveHref: paths.overview(),
    themes: themesOf(theme, viewer),
  }
}

function problem(
  { name, state, reason, since }: FleetServer,
  now: Date,
): BoardView['problems'][number] {
  const lasting = since ? `for ${span(now.getTime() - since.getTime())}` : ''
  return { name, badge: serverBadges[state], reason, lasting }
}

function themesOf(current: BoardTheme, { paths }: Viewer): BoardView['themes'] {
  const choices = [
    ['', 'As the system'],
    ['light', 'Light'],
    ['dark', 'Dark'],
  ] as const
  return choices.map(([theme, text]) => ({
    text,
    href: paths.overview({ board: 1, theme }),
    isCurrent: theme === current,
  }))
}
