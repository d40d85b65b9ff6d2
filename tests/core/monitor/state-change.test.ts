import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../src/core/monitor/snapshot.ts'
import { nextStanding } from '../../../src/core/monitor/state-change.ts'
import type { ServerState } from '../../../src/core/verdicts/verdict.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 8, minute))
const found = (verdict: ServerState) => ({ verdict, evidence: [`found ${verdict}`] })

/** What is made of polls a minute apart, each finding one of these. */
function follow(states: ServerState[]) {
  let before: (Standing & { polledAt: Date }) | null = null
  return states.map((state, minute) => {
    const { standing, event } = nextStanding(before, found(state), at(minute))
    before = { ...standing, polledAt: at(minute) }
    return { standing, event }
  })
}

const statesOf = (states: ServerState[]) => follow(states).map(({ standing }) => standing.state)
const eventsOf = (states: ServerState[]) =>
  follow(states).map(({ event }) => event && `${event.severity} ${event.from ?? '-'}>${event.to}`)

describe('the state of a server', () => {
  test.each<[string, ServerState[], ServerState[]]>([
    [
      'facts count at once',
      ['ok', 'failing', 'late', 'refused', 'ok'],
      ['ok', 'failing', 'late', 'refused', 'ok'],
    ],
    ['so does pausing', ['ok', 'paused', 'ok'], ['ok', 'paused', 'ok']],
    ['one failed poll is not believed', ['ok', 'unreachable', 'ok'], ['ok', 'ok', 'ok']],
    ['a second one in a row is', ['ok', 'unreachable', 'unreachable'], ['ok', 'ok', 'unreachable']],
    [
      'every other one is not',
      ['ok', 'unreachable', 'ok', 'unreachable', 'ok'],
      ['ok', 'ok', 'ok', 'ok', 'ok'],
    ],
    [
      'neither kind of not knowing is a fact',
      ['ok', 'unknown', 'unreachable'],
      ['ok', 'ok', 'unreachable'],
    ],
    [
      'one failed poll ends no failure',
      ['failing', 'unreachable', 'failing'],
      ['failing', 'failing', 'failing'],
    ],
    [
      'what is believed is not doubted anew',
      ['ok', 'unknown', 'unknown', 'unreachable', 'unknown'],
      ['ok', 'ok', 'unknown', 'unknown', 'unknown'],
    ],
    [
      'a first poll that fails says nothing yet',
      ['unreachable', 'unreachable'],
      ['unknown', 'unreachable'],
    ],
  ])('%s', (_name, polls, states) => {
    expect(statesOf(polls)).toEqual(states)
  })

  test('says since when: from the first poll that found it', () => {
    const [, doubted, believed, later] = follow(['ok', 'unreachable', 'unreachable', 'unreachable'])
    expect(doubted?.standing).toMatchObject({ doubtedState: 'unreachable', doubtedPolls: 1 })
    expect(believed?.standing).toMatchObject({
      stateSince: at(1),
      doubtedState: null,
      doubtedPolls: 0,
    })
    expect(later?.standing.stateSince).toEqual(at(1))
  })

  test('keeps the newest evidence, but not that of a doubt', () => {
    const polls = follow(['failing', 'unreachable', 'failing'])
    expect(polls.map(({ standing }) => standing.evidence)).toEqual(Array(3).fill(['found failing']))
  })
})

describe('an event', () => {
  test('is made of each change, once, and of recovery', () => {
    expect(eventsOf(['ok', 'ok', 'failing', 'failing', 'late', 'ok', 'ok'])).toEqual([
      'info ->ok',
      null,
      'critical ok>failing',
      null,
      'warning failing>late',
      'resolved late>ok',
      null,
    ])
  })

  test('is not made of what is only doubted', () => {
    expect(eventsOf(['ok', 'unreachable', 'ok', 'unreachable', 'unreachable', 'ok'])).toEqual([
      'info ->ok',
      null,
      null,
      null,
      'critical ok>unreachable',
      'resolved unreachable>ok',
    ])
  })

  test('of pausing ends nothing and is no alarm', () => {
    expect(eventsOf(['failing', 'paused', 'ok']).slice(1)).toEqual([
      'info failing>paused',
      'resolved paused>ok',
    ])
  })

  test('carries why', () => {
    const [, change] = follow(['ok', 'refused'])
    expect(change?.event).toMatchObject({
      kind: 'state',
      subject: 'state',
      title: 'The server refuses the token',
      evidence: ['found refused'],
      at: at(1),
    })
  })
})
