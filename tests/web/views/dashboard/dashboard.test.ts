import { describe, expect, test } from 'vitest'
import { serverDay } from '../../../../src/core/dumps/server-day.ts'
import {
  type DashboardInput,
  dashboardView,
} from '../../../../src/web/views/dashboard/dashboard.ts'
import { aFile, at, inAllSlots } from '../../../core/builders.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aFault, aJudgedJob, aList, anOperation, aSubject, aViewer } from '../builders.ts'

const yesterday = aFile({
  name: 'shop-20261119-215606.sql.gz',
  sizeBytes: 1_000_000,
  modifiedAt: new Date('2026-11-19T21:56:08Z'),
})

const healthy: DashboardInput = {
  ...aSubject(),
  state: { verdict: 'ok', evidence: ['Every database has a dump; the newest is 1 hour old'] },
  status: { ok: true, value: { schedule: '@daily', isCluster: false } },
  backups: aList([...inAllSlots(), yesterday]),
  jobs: { ok: true, value: [aJudgedJob()] },
  remembered: [],
  ledger: [],
  listedJobs: [],
  lastKnown: null,
  expectedDatabases: null,
  intervalMs: 86_400_000,
  schedule: {
    raw: '@daily',
    words: 'At 00:00, every day',
    nextRuns: [new Date('2026-11-21T00:00:00Z')],
    offsetMinutes: 0,
  },
  settings: { ok: true, value: { warnings: [], facts: [{ label: 'Delivery', value: 'Off' }] } },
}

function viewOf(changes: Partial<DashboardInput> = {}) {
  return dashboardView({ ...healthy, ...changes }, aViewer())
}

function html(changes: Partial<DashboardInput> = {}) {
  return renderStrictly('dashboard/show', viewOf(changes))
}

describe('dashboard', () => {
  test('shows the state with its evidence, and apart from it what the server says itself', () => {
    const status = { status: 'OK', at: at('21:56:08') }
    const page = html({
      status: { ok: true, value: { schedule: '@daily', isCluster: false, lastBackup: status } },
    })
    expect(page).toContain('the newest is 1 hour old')
    expect(page).toContain('It reports “OK” for its last run, 1 hour ago')
  })

  test('shows the last good dump of each database and how its size went', () => {
    const [shop] = viewOf().databases
    expect(shop?.dump).toMatchObject({ size: '1.2 MB', name: 'shop-20261120-215606.sql.gz' })
    expect(shop?.trend?.label).toBe('Size of the last 2 dumps: from 1 MB to 1.2 MB')
    expect(html()).toContain('aria-label="Size of the last 2 dumps: from 1 MB to 1.2 MB"')
  })

  test('passes over an empty dump, and says so', () => {
    const empty = aFile({ name: 'shop-empty.sql.gz', sizeBytes: 0, modifiedAt: at('22:30:00') })
    const [shop] = viewOf({ backups: aList([yesterday, empty]) }).databases
    expect(shop?.dump?.name).toBe('shop-20261119-215606.sql.gz')
    expect(shop?.warning).toBe('A later dump of it is empty.')
  })

  test('passes over a file whose run broke off, and says so', () => {
    const cut = aFile({ name: 'shop-20261120-223000.sql.gz', modifiedAt: at('22:30:00') })
    const [shop] = viewOf({ backups: aList([...inAllSlots(), cut]) }).databases
    expect(shop?.dump?.name).toBe('shop-20261120-215606.sql.gz')
    expect(shop?.warning).toContain('its run seems to have broken off')
  })

  test('calls not every dump empty where the only other one broke off', () => {
    const name = 'shop-20261119-215606.sql.gz'
    const empty = aFile({
      ...{ slot: 'daily', name, sizeBytes: 0 },
      modifiedAt: yesterday.modifiedAt,
    })
    const cut = aFile({ name: 'shop-20261120-223000.sql.gz', modifiedAt: at('22:30:00') })
    const [shop] = viewOf({ backups: aList([empty, cut]) }).databases
    expect(shop).toMatchObject({
      dump: null,
      warning: 'Every dump of it is empty, or in “last” only: its run seems to have broken off.',
    })
    const [hollow] = viewOf({ backups: aList([empty]) }).databases
    expect(hollow?.warning).toBe('Every dump of it is empty.')
  })

  test('names a database that should have a dump and has none', () => {
    const { databases } = viewOf({ expectedDatabases: ['shop', 'crm'] })
    expect(databases.map((row) => row.database)).toEqual(['crm', 'shop'])
    expect(databases[0]).toMatchObject({ dump: null, warning: 'The server lists no dump of it.' })
    expect(html({ expectedDatabases: ['crm'] })).toContain('The server lists no dump of it.')
  })

  test('lists no database for a file whose name tells none, and never calls that no backup', () => {
    const foreign = { backups: aList([aFile({ name: 'notes.txt', database: '' })]) }
    expect(viewOf(foreign).databases).toEqual([])
    expect(html(foreign)).toContain('No dump of a known database')
    expect(html({ backups: aList([]) })).toContain('No backups')
  })

  test('has days from the panel’s own memory where no dump tells of them any more', () => {
    const day = serverDay(at('21:56:08'), 0) - 5
    const ledger = [{ day, state: 'verified' as const }]
    const remembered = 'Run verified, dump deleted since'
    expect(html()).not.toContain(remembered)
    expect(html({ ledger })).toContain(remembered)
    expect(html({ ledger, backups: aList([]) })).toContain(remembered)
    expect(html({ backups: aList([]) })).not.toContain('Last 30 days')
  })

  test('puts each failure in the place of its data and keeps the rest', () => {
    const page = html({ backups: aFault('timeout'), settings: aFault('failed', 'bad <json>') })
    expect(page).toContain('The server did not answer in time')
    expect(page).toContain('bad &lt;json&gt;')
    expect(page).toContain('At 00:00, every day')
    expect(page).toContain('Verified')
    expect(page).not.toContain('No backups')
  })

  test('says once what kept everything away, and still shows what the panel remembers', () => {
    const error = aFault('token-refused')
    const down = { status: error, backups: error, jobs: error, settings: error, schedule: null }
    const state = { verdict: 'refused' as const, evidence: ['The server refused the token'] }
    const page = html({ ...down, state, remembered: [anOperation()] })
    expect(page.split('The server refused the token')).toHaveLength(2)
    expect(page).toContain('Recent jobs')
    expect(page).toContain('Try again')
  })

  test('tells why nothing could be read, also where the state stands on something else', () => {
    const error = aFault('timeout')
    const { evidence } = viewOf({ status: error, backups: error, jobs: error })
    expect(evidence).toEqual(['The server did not answer in time', ...healthy.state.evidence])
  })

  test('marks the next run as an estimate when the clock of the server is not known', () => {
    const schedule = { ...healthy.schedule, offsetMinutes: null }
    const page = html({ schedule: { raw: '@daily', words: null, nextRuns: [], ...schedule } })
    expect(page).toContain('Next run (estimate)')
    expect(page).toContain('UTC is assumed')
  })

  test('shows contradictions in the settings', () => {
    const warnings = [
      { key: 'TELEGRAM_CHAT_ID', sentence: 'The chat is set but the token is not.' },
    ]
    const page = html({ settings: { ok: true, value: { warnings, facts: [] } } })
    expect(page).toContain('The chat is set but the token is not.')
    expect(page).toContain('href="/base/servers/s1/settings"')
  })

  test('shows the five newest jobs', () => {
    const many = Array.from({ length: 9 }, (_, index) => aJudgedJob({ id: `job${index}` }))
    expect(viewOf({ jobs: { ok: true, value: many } }).jobs).toHaveLength(5)
  })
})
