import { describe, expect, test } from 'vitest'
import { fleetCounts } from '../../../../src/core/fleet/fleet-counts.ts'
import type { FleetQuery } from '../../../../src/core/fleet/fleet-selection.ts'
import { fleetServer } from '../../../../src/core/fleet/fleet-server.ts'
import type { OverviewPage } from '../../../../src/services/fleet/overview.ts'
import { boardView } from '../../../../src/web/views/overview/board.ts'
import { overviewView } from '../../../../src/web/views/overview/overview.ts'
import { aRecord, minutesAgo, noon } from '../../../core/fleet/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aViewer } from '../builders.ts'

const viewer = { ...aViewer(), now: noon }
const query: FleetQuery = {
  ...{ text: '', tag: '', state: '', database: '', sort: 'state', isTurned: false },
  ...{ page: 1, perPage: 50 },
}

function aPage(records = [aRecord()], changes: Partial<OverviewPage> = {}): OverviewPage {
  const servers = records.map((record) => fleetServer(record, noon))
  const detailed = servers.map((server) => ({ ...server, days: [], growth: null }))
  const recent = { verified: 1, troubled: 0, missed: 0, uncertain: 0 }
  const summary = { counts: fleetCounts(servers, noon), watch: 'on' as const, recent }
  return { ...summary, servers: detailed, total: servers.length, page: 1, tags: [], ...changes }
}

const answerOf = (page: OverviewPage) => overviewView(page, query, viewer).summary
const html = (page: OverviewPage) =>
  renderStrictly('overview/index', overviewView(page, query, viewer))

test('all that an overview tells of its servers, and how old that is, is drawn anew together', () => {
  for (const page of [aPage(), aPage([])]) {
    const [before = '', part = ''] = html(page).split('data-part="live"')
    const words = page.total > 0 ? 'Looked at' : 'No servers yet'
    expect(before).not.toContain(words)
    expect(part).toContain(words)
  }
})

describe('the answer of the overview', () => {
  test('is green only when each database is safe, each server well, and somebody watches', () => {
    const plain = answerOf(aPage())
    expect(plain).toMatchObject({ tone: 'ok', headline: 'Both databases are safe', qualms: '' })
    const silent = answerOf(aPage([aRecord()], { watch: 'silent' }))
    expect(silent).toMatchObject({ tone: 'warn', notice: expect.stringContaining('not running') })
    const beside = answerOf(aPage([aRecord(), aRecord({}, { state: 'refused' })]))
    expect(beside).toMatchObject({ tone: 'warn', qualms: 'Servers: 1 refusing the token.' })
  })

  test('stands on all runs of the last day, and says of how many nothing is certain', () => {
    const noteOf = (recent: OverviewPage['recent']) =>
      overviewView(aPage([aRecord()], { recent }), query, viewer).facts.find(({ label }) =>
        label.startsWith('Runs'),
      )?.note
    const fine = { verified: 4, troubled: 0, missed: 0, uncertain: 0 }
    expect(noteOf(fine)).toBeNull()
    expect(noteOf({ ...fine, troubled: 1, uncertain: 24 })).toBe(
      '1 failed or in part, 24 not certain',
    )
  })

  test('is as bad as the worst database', () => {
    const databases = { safe: 1, late: 1, failing: 0, unknown: 0 }
    expect(answerOf(aPage([aRecord({ databases }, { state: 'late' })]))).toMatchObject({
      tone: 'warn',
      headline: '1 of 2 databases is known to be safe',
    })
    const worse = { ...databases, failing: 1 }
    expect(answerOf(aPage([aRecord({ databases: worse })])).tone).toBe('bad')
  })

  test('is no answer while nothing is known', () => {
    const old = aRecord({}, { polledAt: minutesAgo(600), readAt: minutesAgo(600) })
    expect(answerOf(aPage([old]))).toMatchObject({
      tone: 'quiet',
      headline: 'Nothing certain is known right now',
    })
    expect(
      answerOf(aPage([aRecord({ databases: { safe: 0, late: 0, failing: 0, unknown: 0 } })])).tone,
    ).toBe('quiet')
  })

  test('gives each kind its share of the bar', () => {
    const databases = { safe: 3, late: 0, failing: 1, unknown: 0 }
    expect(answerOf(aPage([aRecord({ databases })])).shares).toEqual([
      { tone: 'ok', x: 0, width: 750 },
      { tone: 'bad', x: 750, width: 250 },
    ])
  })
})

describe('a row of the overview', () => {
  const rowOf = (page: OverviewPage) => overviewView(page, query, viewer).rows[0]

  test('tells the oldest last good dump, and how many databases are safe', () => {
    const databases = { safe: 2, late: 1, failing: 0, unknown: 0 }
    const row = rowOf(aPage([aRecord({ databases, oldestGoodAt: minutesAgo(2900) })]))
    expect(row).toMatchObject({ databases: '2 of 3 databases safe' })
    expect(row?.lastGood?.text).toBe('2 days ago')
  })

  test('says what is stored and how it grew, once the span is long enough', () => {
    const page = aPage([aRecord()])
    const grown = (bytes: number, days: number) => {
      const growth = { bytes, since: minutesAgo(days * 24 * 60) }
      const servers = page.servers.map((server) => ({ ...server, growth }))
      return overviewView({ ...page, servers }, query, viewer).rows[0]?.growth
    }
    expect([grown(2_600_000, 30), grown(-5000, 12), grown(0, 30), grown(1, 1)]).toEqual([
      '+2.6 MB / 30 d',
      '−5 kB / 12 d',
      '±0 / 30 d',
      null,
    ])
  })

  test('escapes what others have written', () => {
    const odd = '<img src=x onerror=alert(1)>'
    const page = html(
      aPage([aRecord({ name: odd, tags: [odd] }, { state: 'late', evidence: [odd] })]),
    )
    expect(page).not.toContain(odd)
    expect(page).toContain('&lt;img')
  })
})

describe('the wallboard', () => {
  function boardOf(count: number) {
    const records = Array.from({ length: count }, (_, n) =>
      aRecord({ id: `s${n}`, name: `Server ${n}` }, { state: 'failing' }),
    )
    return boardView(aPage([...records, aRecord()]), 'dark', viewer)
  }

  test('draws problems the larger the fewer there are, and no more than can be read', () => {
    expect([boardOf(2).size, boardOf(6).size, boardOf(40).size]).toEqual([
      'large',
      'middle',
      'small',
    ])
    expect(boardOf(2).more).toBeNull()
    expect(boardOf(40).problems).toHaveLength(15)
    expect(boardOf(40).more).toBe('40 servers in trouble, the worst first')
  })

  test('gives each state a shape of its own', () => {
    const { mosaic } = boardOf(1)
    expect(mosaic.shapes.map(({ tone, isLine }) => [tone, isLine])).toEqual([
      ['bad', true],
      ['ok', false],
    ])
  })

  test('of a fleet without any fact has no age', () => {
    const page = renderStrictly('overview/board', boardView(aPage([aRecord({}, null)]), '', viewer))
    expect(page).not.toContain('data-ticking')
    expect(page).toContain('Not measured yet')
  })
})
