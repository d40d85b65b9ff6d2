import type { RunDay, RunDayState } from '../../../core/dumps/run-days.ts'
import { type Format, offsetName } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge, Tone } from '../pieces/badge.ts'
import { type DayLinks, dayLinks } from './run-day-links.ts'
import { runDayMarks } from './run-day-mark.ts'
import { runSummary } from './run-summary.ts'

interface Cell {
  x: number
  state: RunDayState
  tone: Tone
  path: string
  title: string
  href: string | null
}

/** Days as cells, ten in a row, so that three rows stand side by side or below each other. */
export interface RunStripView {
  /** Unique on its page. */
  id: string
  /** What the picture says, in words. */
  summary: string
  zone: string
  /** Each row is dated by its first day, and the last one by today as well. */
  rows: { first: string; last: string | null; cells: Cell[] }[]
  legend: { state: RunDayState; tone: Tone; text: string; path: string }[]
  table: { day: string; badge: Badge; found: string; links: { text: string; href: string }[] }[]
}

export interface RunStripInput {
  id: string
  serverId: string
  days: RunDay[]
  offsetMinutes: number | null
}

const rowLength = 10
const cellWidth = 32

/** Null when there are no days to show. */
export function runStrip(input: RunStripInput, viewer: Viewer): RunStripView | null {
  const { id, days, offsetMinutes } = input
  if (days.length === 0) return null
  const told = days.map((day) => tell(day, input.serverId, viewer))
  return {
    id,
    summary: runSummary(days, viewer),
    zone: zoneOf(offsetMinutes),
    rows: rowsOf(told),
    legend: legendOf(days),
    table: told.map(tableRow).reverse(),
  }
}

/** A day in words, for its cell and for its line in the table. */
interface ToldDay extends DayLinks {
  state: RunDayState
  name: string
  /** What is kept of it; empty for nothing. */
  found: string
}

function tell(day: RunDay, serverId: string, viewer: Viewer): ToldDay {
  const { format } = viewer
  const { href, links } = dayLinks(day, serverId, viewer)
  return { state: day.state, name: format.day(day.day), found: dumpsOf(day, format), href, links }
}

function rowsOf(days: ToldDay[]): RunStripView['rows'] {
  const starts = Array.from({ length: Math.ceil(days.length / rowLength) }, (_, n) => n * rowLength)
  return starts.map((start) => ({
    first: days[start]?.name ?? '',
    last: start + rowLength >= days.length ? (days.at(-1)?.name ?? null) : null,
    cells: days.slice(start, start + rowLength).map(cell),
  }))
}

function cell({ state, name, found, href }: ToldDay, index: number): Cell {
  const { tone, path, text } = runDayMarks[state]
  const title = found === '' ? `${name}: ${text}` : `${name}: ${text}, ${found}`
  return { x: index * cellWidth, state, tone, path, title, href }
}

function legendOf(days: RunDay[]): RunStripView['legend'] {
  const present = new Set(days.map(({ state }) => state))
  return (Object.keys(runDayMarks) as RunDayState[])
    .filter((state) => present.has(state))
    .map((state) => ({
      state,
      tone: runDayMarks[state].tone,
      text: runDayMarks[state].text,
      path: runDayMarks[state].path,
    }))
}

function tableRow({ state, name, found, links }: ToldDay): RunStripView['table'][number] {
  const { tone, icon, text } = runDayMarks[state]
  return { day: name, badge: { tone, icon, text }, found, links }
}

function dumpsOf({ dumps }: RunDay, format: Format): string {
  if (dumps.length === 0) return ''
  const bytes = dumps.reduce((sum, dump) => sum + dump.sizeBytes, 0)
  return `${format.count(dumps.length, 'dump')}, ${format.size(bytes)}`
}

function zoneOf(offsetMinutes: number | null): string {
  return offsetMinutes === null
    ? 'Days are those of UTC: the server’s own time zone is not known.'
    : `Days are those of the server’s clock, ${offsetName(offsetMinutes)}.`
}
