import { expect, test } from 'vitest'
import { rehearse } from '../../../src/core/alerts/rehearsal.ts'
import { firstRule } from '../../../src/core/alerts/rule.ts'
import type { ServerEvent } from '../../../src/core/monitor/event.ts'
import { hoursAgo, now } from './fleet-builders.ts'

const about = { serverId: 's1', title: '', evidence: [] }

/** A night in which nothing ran, and the next one, in which something did. */
const night = [
  { kind: 'state', subject: 'state', severity: 'warning', to: 'late', at: hoursAgo(32) },
  { kind: 'run', subject: 'run', severity: 'critical', at: hoursAgo(31) },
  {
    kind: 'database',
    subject: 'database:shop',
    severity: 'critical',
    to: 'late',
    at: hoursAgo(31),
  },
  { kind: 'database', subject: 'database:shop', severity: 'resolved', to: 'safe', at: hoursAgo(9) },
  { kind: 'state', subject: 'state', severity: 'resolved', to: 'ok', at: hoursAgo(9) },
  { kind: 'run', subject: 'run', severity: 'resolved', at: hoursAgo(8) },
] as const

test('a rule is tried on a missed night as it would have told it', () => {
  const server = { id: 's1', name: 'Shop', baseUrl: 'http://shop', tags: [], isEnabled: true }
  let ids = 0
  const newId = () => {
    ids += 1
    return String(ids)
  }
  const sent = rehearse(
    { ...firstRule, channelIds: ['mail'], zone: 'UTC' },
    {
      events: night.map((event, index): ServerEvent => ({ ...about, ...event, id: String(index) })),
      servers: new Map([['s1', { ...server, pollIntervalMs: 60_000 }]]),
      ...{ windows: [], newId, now },
    },
  )
  expect(sent).toEqual({ problem: 2, reminder: 0, recovery: 1 })
})
