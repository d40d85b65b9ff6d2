import { expect, test } from 'vitest'
import { scheduleHintView, scheduleView } from '../../../../src/web/views/settings/schedule.ts'
import { renderStrictly } from '../../../support/strict-view.ts'
import { aViewer } from '../builders.ts'

const facts = {
  raw: '0 3 * * *',
  words: 'At 03:00, every day',
  nextRuns: [new Date('2026-11-21T01:00:00Z')],
  offsetMinutes: 120,
}

test.each([
  [0, 'UTC,'],
  [120, 'UTC+02:00,'],
  [-210, 'UTC−03:30,'],
  [345, 'UTC+05:45,'],
])('an offset of %i minutes is named %s', (offsetMinutes, name) => {
  expect(scheduleView({ ...facts, offsetMinutes }, aViewer()).zone).toContain(name)
})

test('the next run is told in words and as a time', () => {
  const { next } = scheduleView(facts, aViewer())
  expect(next?.in.text).toBe('in 2 hours')
  expect(next?.at.text).toBe('21 Nov 2026, 01:00 UTC')
})

test('a hint says what is wrong with a schedule, and then nothing about its runs', () => {
  const problem = 'must have 5 or 6 fields'
  const view = scheduleHintView({ problem, facts, fields: null }, aViewer())
  const page = renderStrictly('settings/schedule', view)
  expect(page).toContain('must have 5 or 6 fields')
  expect(page).not.toContain('At 03:00')
})

test('a hint says what a good schedule means, and runs by the server’s own clock', () => {
  const known = { problem: null, facts, fields: ['0', '3', '*', '*', '*'] }
  const page = renderStrictly('settings/schedule', scheduleHintView(known, aViewer()))
  expect(page).toContain('At 03:00, every day')
  expect(page).toContain('Sat, 21 Nov 2026, 03:00 UTC+02:00')
  expect(page).toContain('data-fields="0 3 * * *"')
})

test('a hint on a schedule without fields offers none', () => {
  const view = scheduleHintView({ problem: null, facts, fields: null }, aViewer())
  expect(renderStrictly('settings/schedule', view)).toContain('data-fields=""')
})
