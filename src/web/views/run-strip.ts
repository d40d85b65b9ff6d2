import type { RunDay, RunDayState } from '../../core/dumps/run-days.ts'
import { offsetName } from '../format.ts'
import type { Badge, Tone } from './badge.ts'
import { dayHref, dayLinks } from './run-day-links.ts'
import { runDayMarks } from './run-day-mark.ts'
import { runSummary } from './run-summary.ts'
import type { Viewer } from './viewer.ts'

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
  const names = days.map(({ day }) => viewer.format.day(day))
  return {
    id,
    summary: runSummary(days, viewer),
    zone: zoneOf(offsetMinutes),
    rows: rowsOf(input, names, viewer),
    legend: legendOf(days),
    table: days.map((each, index) => tableRow(each, names[index] ?? '', input, viewer)).reverse(),
  }
}

function rowsOf({ days, serverId }: RunStripInput, names: string[], viewer: Viewer) {
  const cells = days.map((day, index) => ({
    x: (index % rowLength) * cellWidth,
    state: day.state,
    tone: runDayMarks[day.state].tone,
    path: runDayMarks[day.state].path,
    title: `${names[index]}: ${found(day, viewer)}`,
    href: dayHref(day, serverId, viewer),
  }))
  const starts = Array.from({ length: Math.ceil(days.length / rowLength) }, (_, n) => n * rowLength)
  return starts.map((start) => ({
    first: names[start] ?? '',
    last: start + rowLength >= names.length ? (names.at(-1) ?? null) : null,
    cells: cells.slice(start, start + rowLength),
  }))
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

function tableRow(day: RunDay, name: string, { serverId }: RunStripInput, viewer: Viewer) {
  const { tone, icon, text } = runDayMarks[day.state]
  return {
    day: name,
    badge: { tone, icon, text },
    found: dumpsOf(day, viewer),
    links: dayLinks(day, serverId, viewer),
  }
}

function found(day: RunDay, viewer: Viewer): string {
  const { text } = runDayMarks[day.state]
  return day.dumps.length === 0 ? text : `${text}, ${dumpsOf(day, viewer)}`
}

function dumpsOf({ dumps }: RunDay, { format }: Viewer): string {
  const bytes = dumps.reduce((sum, dump) => sum + dump.sizeBytes, 0)
  if (dumps.length === 0) return ''
  return `${dumps.length === 1 ? '1 dump' : `${dumps.length} dumps`}, ${format.size(bytes)}`
}

function zoneOf(offsetMinutes: number | null): string {
  return offsetMinutes === null
    ? 'Days are those of UTC: the server’s own time zone is not known.'
    : `Days are those of the server’s clock, ${offsetName(offsetMinutes)}.`
}
