import type { BackupFile, Slot } from '../../../core/dumps/backup.ts'
import {
  firstToGo,
  type LaneFile,
  type RetentionLane,
  retentionLanes,
} from '../../../core/dumps/retention-lanes.ts'
import { span } from '../../../core/wording.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { chartWidth, place } from './chart-scale.ts'

/** One slot as a line of time: made on the right, deleted on the left. */
interface Lane {
  slot: Slot
  note: string
  /** Null: nothing leaves this slot. */
  deletionX: number | null
  marks: { x: number; state: 'kept' | 'due' | 'stays'; title: string }[]
  leftLabel: string
}

/** Titled once it is known to be drawn: Intl is slow to tell thousands of dates that nobody sees. */
interface Mark extends Omit<Lane['marks'][number], 'title'> {
  file: LaneFile
}

/** Which files of a database lie in which slot, and when the container deletes each. */
export interface RetentionChartView {
  summary: string
  lanes: Lane[]
  table: {
    name: string
    slot: Slot
    made: TimeView
    goes: TimeView | null
    isDue: boolean
    size: string
  }[]
  tableNote: string | null
}

const tableRows = 60

/** Left of the line of deletion: due, and gone with the next successful run. */
const dueWidth = 60

/** Null when no slot holds a file. `expiries` null: the settings could not be read. */
export function retentionChart(
  files: BackupFile[],
  expiries: ReadonlyMap<string, Date> | null,
  viewer: Viewer,
): RetentionChartView | null {
  const lanes = retentionLanes(files, expiries ?? new Map(), viewer.now)
  const inOrder = firstToGo(lanes)
  if (inOrder.length === 0) return null
  return {
    summary: summary(inOrder, expiries !== null, viewer),
    lanes: lanes.map((lane) => laneView(lane, expiries !== null, viewer)),
    table: inOrder.slice(0, tableRows).map((each) => tableRow(each, viewer)),
    tableNote:
      inOrder.length > tableRows
        ? `The first ${tableRows} to go of ${viewer.format.count(inOrder.length, 'file')}.`
        : null,
  }
}

function summary(files: LaneFile[], areEndsKnown: boolean, { format }: Viewer): string {
  const total = `${format.count(files.length, 'file')} in the slots.`
  if (!areEndsKnown) return `${total} When they go cannot be told: the settings could not be read.`
  const [next] = files
  if (!next?.expiresAt) return `${total} None of them is ever deleted.`
  const due = files.filter(({ isDue }) => isDue).length
  if (due > 0) return `${total} The next successful run deletes ${format.number(due)} of them.`
  const when = format.time(next.expiresAt).text
  return `${total} Next to go is ${next.file.name} from “${next.file.slot}”, at the first successful run after ${when}.`
}

function laneView(
  { slot, keptMs, files }: RetentionLane,
  areEndsKnown: boolean,
  viewer: Viewer,
): Lane {
  const { format, now } = viewer
  const oldestMs = now.getTime() - (files.at(-1)?.file.modifiedAt.getTime() ?? now.getTime())
  const lengthMs = Math.max(keptMs ?? oldestMs, 1)
  const limit = keptMs === null ? null : new Date(now.getTime() - keptMs)
  const keeps = limit
    ? `each kept for ${span(keptMs ?? 0)}`
    : areEndsKnown
      ? 'nothing is deleted'
      : ''
  return {
    slot,
    note: [format.count(files.length, 'file'), ...(files.length > 0 ? [keeps, dueNote(files)] : [])]
      .filter((part) => part !== '')
      .join(', '),
    deletionX: limit ? dueWidth : null,
    marks: apart(files.map((each) => mark(each, lengthMs, now))).map(({ file, ...drawn }) => ({
      ...drawn,
      title: titleOf(file, format),
    })),
    leftLabel: files.length === 0 ? '' : format.date(limit ?? new Date(now.getTime() - oldestMs)),
  }
}

/** Marks that would lie upon each other are one: hundreds of due files are not drawn hundreds of times. */
function apart(marks: Mark[]): Mark[] {
  const leastX = 3
  const drawn: Mark[] = []
  for (const each of marks) {
    const last = drawn.at(-1)
    const isApart = !last || last.state !== each.state || Math.abs(last.x - each.x) >= leastX
    if (isApart) drawn.push(each)
  }
  return drawn
}

function dueNote(files: LaneFile[]): string {
  const due = files.filter(({ isDue }) => isDue).length
  return due === 0 ? '' : `${due} due`
}

function mark(file: LaneFile, lengthMs: number, now: Date): Mark {
  if (file.isDue) return { file, x: dueWidth / 2, state: 'due' }
  const ageMs = Math.max(0, now.getTime() - file.file.modifiedAt.getTime())
  const inLane = place(lengthMs - Math.min(ageMs, lengthMs), 0, lengthMs, chartWidth - dueWidth)
  return { file, x: dueWidth + inLane, state: file.expiresAt === null ? 'stays' : 'kept' }
}

function titleOf({ file, expiresAt, isDue }: LaneFile, format: Viewer['format']): string {
  if (isDue) return `${file.name}: goes with the next run`
  const goes = expiresAt ? `goes after ${format.time(expiresAt).text}` : 'never deleted'
  return `${file.name}: ${goes}`
}

function tableRow({ file, expiresAt, isDue }: LaneFile, { format }: Viewer) {
  return {
    name: file.name,
    slot: file.slot,
    size: format.size(file.sizeBytes),
    made: format.time(file.modifiedAt),
    goes: expiresAt && format.time(expiresAt),
    isDue,
  }
}
