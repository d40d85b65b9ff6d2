import { describe, expect, test } from 'vitest'
import type { BackupFile } from '../../../../src/core/dumps/backup.ts'
import { daysUpTo, serverDay } from '../../../../src/core/dumps/server-day.ts'
import { type LedgerDay, stripDays } from '../../../../src/core/fleet/ledger-days.ts'
import {
  databaseHistoryView,
  type HistoryInput,
  historyIndexView,
} from '../../../../src/web/views/history/history.ts'
import { aFile } from '../../../core/builders.ts'
import { seriesOfDumps } from '../../../core/dumps/series.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aJudgedJob, aList, aSubject, aViewer } from '../builders.ts'

const newestAt = new Date('2026-11-20T02:00:00Z')
const dayMs = 86_400_000

function anInput(files: BackupFile[], changes: Partial<HistoryInput> = {}): HistoryInput {
  return {
    ...aSubject(),
    backups: aList(files),
    jobs: [],
    areJobsKnown: true,
    ledger: [],
    health: { days: [], hours: [] },
    expectedDatabases: null,
    offsetMinutes: 0,
    intervalMs: dayMs,
    expiries: new Map(),
    ...changes,
  }
}

function viewOf(files: BackupFile[], changes: Partial<HistoryInput> = {}, database = 'shop') {
  const input = anInput(files, changes)
  const list = aList(files).value
  const view = databaseHistoryView(input, list, database, aViewer())
  if (!view) throw new Error('not known')
  return { view, html: renderStrictly('history/show', view) }
}

function indexOf(files: BackupFile[], changes: Partial<HistoryInput> = {}) {
  const view = historyIndexView(anInput(files, changes), aViewer())
  return { view, html: renderStrictly('history/index', view) }
}

/** Thirty days up to that of the viewer, as the panel remembers them. */
function rememberedDays(state: LedgerDay['state']): LedgerDay[] {
  return daysUpTo(serverDay(newestAt, 0), stripDays).map((day) => ({ day, state }))
}

const month = seriesOfDumps({ newestAt, runs: 40, sizes: { 3: null, 5: 0 } })

describe('the history of a database', () => {
  test('has thirty days, in three rows and again in a table', () => {
    const { view, html } = viewOf(month)
    expect(view.strip?.rows.map(({ cells }) => cells.length)).toEqual([10, 10, 10])
    expect(view.strip?.table).toHaveLength(30)
    expect(view.strip?.summary).toBe(
      '28 of 30 days in order. Failed on Sun 15 Nov. No dump found on Tue 17 Nov.',
    )
    expect(html).toContain('No dump found on Tue 17 Nov.')
  })

  test('leads from a day to its dump, and from a bad day to its job', () => {
    const job = aJudgedJob({ id: 'j1', judgement: { verdict: 'failed', evidence: [] } })
    const { view } = viewOf(seriesOfDumps({ newestAt, runs: 2 }), { jobs: [job] })
    const hrefs = view.strip?.rows.at(-1)?.cells.map(({ href }) => href)
    expect(hrefs?.at(-2)).toBe('/base/servers/s1/backups?q=shop-20261119-020000.sql.gz')
    expect(hrefs?.at(-1)).toBe('/base/servers/s1/jobs/j1')
    expect(hrefs?.at(0)).toBeNull()
  })

  test('says from when on days are known', () => {
    const { view } = viewOf(seriesOfDumps({ newestAt, runs: 5 }))
    expect(view.strip?.summary).toContain('Before Mon 16 Nov little is known')
  })

  test('says whose days they are', () => {
    expect(viewOf(month, { offsetMinutes: 60 }).view.strip?.zone).toContain('UTC+01:00')
    expect(viewOf(month, { offsetMinutes: null }).view.strip?.zone).toContain('is not known')
  })

  test('draws each size, and marks what stands out in the picture, the words and the table', () => {
    const { view, html } = viewOf(month)
    expect(view.sizes?.summary).toMatch(
      /^38 dumps, 1.2 MB to 1.8 MB \(\+\d+ %\). Marked: 1 empty.$/,
    )
    expect(view.sizes?.outliers.map(({ verdict, y }) => [verdict, y])).toEqual([['empty', 200]])
    expect(view.sizes?.yLabels).toEqual(['2 MB', '1.5 MB', '1 MB', '500 kB', '0 B'])
    expect(view.sizes?.xLabels).toHaveLength(3)
    expect(html).toContain('data-size="empty"')
  })

  test('lists the newest sixty of many sizes, and says so', () => {
    const many = seriesOfDumps({ newestAt, runs: 400, everyMs: 3_600_000 })
    const { sizes } = viewOf(many).view
    expect(sizes?.table).toHaveLength(60)
    expect(sizes?.tableNote).toBe('The newest 60 of 400 dumps.')
    expect(sizes?.dots).toHaveLength(1)
  })

  test('draws one dump in the middle, with its whole date', () => {
    const { sizes } = viewOf(seriesOfDumps({ newestAt, runs: 1 })).view
    expect(sizes?.dots).toMatchObject([{ x: 500 }])
    expect(sizes?.xLabels).toEqual(['20 Nov 2026, 02:00 UTC'])
    expect(sizes?.summary).toBe('One dump of 1.2 MB. None stands out.')
  })

  test('of a database without a dump says so instead of drawing', () => {
    const { view, html } = viewOf(month, { expectedDatabases: ['crm'] }, 'crm')
    expect(view).toMatchObject({ sizes: null, retention: null })
    expect(html).toContain('The server lists no dump of it.')
  })

  test('of a database that nobody knows does not exist', () => {
    expect(databaseHistoryView(anInput(month), aList(month).value, 'x', aViewer())).toBeNull()
  })

  test('leads to those of the other databases, if there are any', () => {
    expect(viewOf(month).view.others).toEqual([])
    const both = [...month, ...seriesOfDumps({ newestAt, runs: 1, database: 'a&b' })]
    expect(viewOf(both).html).toContain('/base/servers/s1/history?database=a%26b')
  })
})

describe('the slots', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 10, number))
  const young = aFile({ slot: 'daily', name: 'young', modifiedAt: day(18) })
  const old = aFile({ slot: 'daily', name: 'old', modifiedAt: day(10) })
  const expiries = new Map([
    [young.id, day(22)],
    [old.id, day(14)],
  ])

  test('show what is due left of the line, and in words', () => {
    const { retention } = viewOf([young, old], { expiries }).view
    const daily = retention?.lanes.find(({ slot }) => slot === 'daily')
    expect(daily?.note).toBe('2 files, each kept for 4 days, 1 due')
    expect(daily?.marks.map(({ state }) => state)).toEqual(['kept', 'due'])
    expect(daily?.marks.at(-1)?.x).toBeLessThan(daily?.deletionX ?? 0)
    expect(retention?.summary).toBe(
      '2 files in the slots. The next successful run deletes 1 of them.',
    )
    expect(retention?.table.map(({ name, isDue }) => [name, isDue])).toEqual([
      ['old', true],
      ['young', false],
    ])
  })

  test('say what goes next when nothing is due', () => {
    const { retention } = viewOf([young], { expiries }).view
    expect(retention?.summary).toContain('Next to go is young from “daily”')
    expect(retention?.summary).toContain('after 22 Nov 2026, 00:00 UTC')
  })

  test('say that nothing is deleted, and that nothing can be told', () => {
    expect(viewOf([young]).view.retention?.summary).toContain('None of them is ever deleted')
    const { retention } = viewOf([young], { expiries: null }).view
    expect(retention?.summary).toContain('the settings could not be read')
    expect(retention?.lanes.find(({ slot }) => slot === 'daily')?.note).toBe('1 file')
  })

  test('draw hundreds of due files once', () => {
    const many = seriesOfDumps({ newestAt, runs: 400, everyMs: 3_600_000 })
    const due = new Map(many.map(({ id }) => [id, day(1)]))
    const { retention } = viewOf(many, { expiries: due }).view
    expect(retention?.lanes[0]?.marks).toHaveLength(1)
    expect(retention?.tableNote).toContain('The first 60 to go of')
  })
})

describe('the history of a server', () => {
  const both = [...month, ...seriesOfDumps({ newestAt, runs: 3, database: 'crm' })]

  test('has a line for each database, told to those who cannot see it', () => {
    const { view, html } = indexOf(both)
    expect(view.rows.map(({ database }) => database)).toEqual(['crm', 'shop'])
    expect(html).toContain('aria-label="The last 30 days: 3 of 30 days in order.')
    expect(html).toContain('3 dumps, the newest')
  })

  test('tells what is on disk from what is listed', () => {
    const { space } = indexOf(seriesOfDumps({ newestAt, runs: 1 })).view
    expect(space).toMatchObject({ physicalWidth: 250, physical: '1.2 MB', listed: '4.8 MB' })
  })

  test('says what kept it from being read', () => {
    const { html } = indexOf([], { backups: aFault('timeout') })
    expect(html).toContain('The server did not answer in time')
    expect(html).not.toContain('No history')
  })

  test('says when there is nothing to tell of', () => {
    const { html } = indexOf([], { ledger: rememberedDays('unknown') })
    expect(html).toContain('No history')
    expect(html).not.toContain('Last 30 days')
  })

  test.each([null, ['shop']])(
    'keeps its days when every dump of %j is gone, and says what they rest on',
    (expectedDatabases) => {
      const ledger = rememberedDays('verified')
      const { view, html } = indexOf([], { ledger, expectedDatabases })
      expect(view.strip?.rows.flatMap(({ cells }) => cells)).toHaveLength(30)
      expect(view.strip?.table.at(-1)?.badge.text).toBe('Run verified, dump deleted since')
      expect(html).toContain('these days rest on what is known of its runs')
      expect(html).not.toContain('No history')
    },
  )

  test('never takes a file of nobody knows which database for no file', () => {
    const { html } = indexOf([aFile({ name: 'notes.txt', database: '' })])
    expect(html).toContain('it lists no dump of a known database')
  })

  test('says when the days rest on the dumps alone', () => {
    expect(indexOf(both, { areJobsKnown: false }).html).toContain('rest on its dumps alone')
  })
})
