import type { RunDayState } from '../../core/dumps/run-days.ts'
import { daysUpTo, serverDay } from '../../core/dumps/server-day.ts'
import { fleetCounts } from '../../core/fleet/fleet-counts.ts'
import {
  type DatabaseTally,
  type FleetRecord,
  fleetServer,
  noDatabases,
} from '../../core/fleet/fleet-server.ts'
import { stripDays } from '../../core/fleet/ledger-days.ts'
import { monthOf, weeksOf } from '../../core/fleet/month.ts'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import { readOverviewQuery } from '../forms/overview-query.ts'
import { calendarView } from '../views/calendar/calendar.ts'
import { runDayMarks } from '../views/charts/run-day-mark.ts'
import type { Viewer } from '../views/frame/viewer.ts'
import { fleetMosaic } from '../views/overview/fleet-mosaic.ts'
import { overviewView } from '../views/overview/overview.ts'
import { serverStates } from '../views/overview/overview-words.ts'

const hourMs = 60 * 60 * 1000

const noRuns = { verified: 0, troubled: 0, missed: 0, uncertain: 0 }

/** The overview with its answers, a server in each state, and a month with days of each kind. */
export function fleetSpecimens(viewer: Viewer) {
  const mixed = serverStates.map((state) => record(state, viewer.now))
  const fine = record('ok', viewer.now)
  const unasked = { ...fine, found: null, databases: noDatabases }
  const all = [[fine], mixed, [unasked]].map((fleet) => overviewOf(fleet, viewer))
  return {
    answers: all.map(({ summary, facts }) => ({ ...summary, facts })),
    fleet: overviewOf(mixed, viewer),
    mosaic: fleetMosaic(
      mixed.map((each) => fleetServer(each, viewer.now)),
      mixed.length,
    ),
    calendar: calendarOf(viewer),
  }
}

function overviewOf(fleet: FleetRecord[], viewer: Viewer) {
  const { now } = viewer
  const today = serverDay(now, 0)
  const marks = Object.keys(runDayMarks) as RunDayState[]
  const days = daysUpTo(today, stripDays).map((day, index) => ({
    day,
    state: marks[index % marks.length] ?? 'unknown',
  }))
  const growth = { bytes: 64_000_000, since: new Date(now.getTime() - 720 * hourMs) }
  const servers = fleet.map((each) => fleetServer(each, now))
  const counts = fleetCounts(servers, now)
  const page = {
    counts,
    watch: 'on' as const,
    recent: { ...noRuns, verified: counts.databases.safe, troubled: counts.databases.failing },
    servers: servers.map((server) => ({ ...server, days, growth: server.found && growth })),
    total: servers.length,
    page: 1,
    tags: [],
  }
  return overviewView(page, readOverviewQuery({}), viewer)
}

/** With words as they occur, none of them empty. */
const reasons: Record<ServerState, string> = {
  ok: 'Every database has a dump; the newest is 5 hours old',
  late: 'The last dump of crm is 2 days old; the schedule asks for one every 24 hours',
  failing: 'The server says that its last run failed, 5 hours ago',
  unreachable: 'The connection was refused',
  refused: 'The server refused the token',
  unknown: 'Its dumps could not be read',
  paused: '',
}

const tallies: Partial<Record<ServerState, Partial<DatabaseTally>>> = {
  ok: { safe: 3 },
  late: { safe: 1, late: 1 },
  failing: { safe: 1, failing: 1 },
  unknown: { unknown: 2 },
}

function record(state: ServerState, now: Date): FleetRecord {
  const ago = (hours: number) => new Date(now.getTime() - hours * hourMs)
  const isRead = tallies[state] !== undefined
  return {
    id: state,
    name: `Shop, ${state}`,
    tags: ['production'],
    isEnabled: state !== 'paused',
    pollIntervalMs: 60_000,
    found: {
      state,
      since: ago(5),
      evidence: [reasons[state]],
      polledAt: now,
      readAt: isRead ? now : null,
      nextRunAt: isRead ? ago(-3) : null,
      utcOffsetMinutes: 0,
      activeJobs: state === 'late' ? 1 : 0,
      physicalBytes: 4_800_000_000,
    },
    databases: { ...noDatabases, ...tallies[state] },
    oldestGoodAt: isRead ? ago(state === 'ok' ? 5 : 48) : null,
    newestGoodAt: isRead ? ago(5) : null,
  }
}

function calendarOf(viewer: Viewer) {
  const { now } = viewer
  const today = serverDay(now, 0)
  const month = monthOf(now)
  const none = { ...noRuns, underWay: 0, toCome: 0 }
  const weeks = weeksOf(month).map((week) =>
    week.map((day) => {
      if (day > today) return { ...none, day, toCome: 6 }
      const past = { ...none, day, verified: 6, missed: day % 5 === 0 ? 1 : 0 }
      return day < today
        ? { ...past, troubled: day % 7 === 0 ? 2 : 0, uncertain: day % 11 === 0 ? 1 : 0 }
        : { ...past, underWay: 1, toCome: 2 }
    }),
  )
  const query = { month, server: '', tag: '', q: '' }
  return calendarView({ query, weeks, tags: [], server: null }, viewer)
}
