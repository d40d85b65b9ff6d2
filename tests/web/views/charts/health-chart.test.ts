import { describe, expect, test } from 'vitest'
import type { HealthSpan } from '../../../../src/core/fleet/health-span.ts'
import { healthChart } from '../../../../src/web/views/charts/health-chart.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aViewer } from '../builders.ts'

function aDay(iso: string, changes: Partial<HealthSpan> = {}): HealthSpan {
  const none = { ok: 0, late: 0, failing: 0, unreachable: 0, refused: 0, unknown: 0 }
  const answers = { answered: 10, answerMsSum: 420, answerMsMax: 90 }
  return { startsAt: new Date(`${iso}T00:00:00Z`), ...none, ok: 10, ...answers, ...changes }
}

const chartOf = (spans: HealthSpan[]) => healthChart(spans, { length: 'day', amount: 3 }, aViewer())

describe('the picture of health', () => {
  test('gives each day its place, and leaves a gap where nobody polled', () => {
    const chart = chartOf([aDay('2026-11-18'), aDay('2026-11-20')])
    expect(chart?.width).toBe(22)
    expect(chart?.bars).toEqual([{ tone: 'ok', path: 'M0 0.0h6v40.0h-6zM16 0.0h6v40.0h-6z' }])
  })

  test('draws what was wrong thinner than what was well, by its share', () => {
    const chart = chartOf([
      aDay('2026-11-20', { ok: 5, unreachable: 5, answered: 5, answerMsSum: 210 }),
    ])
    expect(chart?.bars).toEqual([
      { tone: 'ok', path: 'M16 20.0h6v20.0h-6z' },
      { tone: 'bad', path: 'M18 0.0h2v20.0h-2z' },
    ])
  })

  test('says in words what it shows, and lists the days that were not well', () => {
    const bad = aDay('2026-11-19', { ok: 7, late: 1, failing: 2 })
    const chart = chartOf([aDay('2026-11-18'), bad])
    expect(chart?.summary).toBe(
      '85 % of 20 polls found it well, 100 % were answered. Not all was well in 1 day. Answers took 42 ms on average.',
    )
    expect(chart?.table).toMatchObject([
      { badge: { text: 'Failing' }, found: '2 failing and 1 late of 10 polls' },
    ])
    if (chart)
      expect(renderStrictly('history/index', pageWith(chart))).toContain('2 failing and 1 late')
  })

  test('is not there when nobody ever polled', () => {
    expect(chartOf([])).toBeNull()
  })

  test('never rounds up to all', () => {
    const chart = chartOf([aDay('2026-11-20', { ok: 9999, failing: 1, answered: 10_000 })])
    expect(chart?.summary).toMatch(/^99\.9 %/)
  })
})

function pageWith(days: NonNullable<ReturnType<typeof chartOf>>) {
  const frame = { title: 'History', section: null, crumbs: [], header: null }
  const empty = { failure: null, strip: null, note: null, rows: [], space: null }
  return {
    frame,
    ...empty,
    health: { days, hours: null },
    runsHref: '/runs',
    backupsHref: '/backups',
  }
}
