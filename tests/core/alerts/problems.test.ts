import { describe, expect, test } from 'vitest'
import { countProblems, type Fact, problemsOf } from '../../../src/core/alerts/problems.ts'

const aFact = (kind: Fact['kind'], changes: Partial<Fact> = {}): Fact => ({
  ...{ serverId: 'shop', kind, severity: 'critical', toState: kind === 'run' ? null : 'late' },
  ...changes,
})
const run = aFact('run')
const database = aFact('database')
const state = aFact('state', { severity: 'warning' })

/** What leads each problem, and how many facts it stands for. */
const leads = (...facts: Fact[]) =>
  problemsOf(facts.map((incident) => ({ incident }))).map(({ lead, others }) => [
    lead.incident.kind,
    others.length,
  ])

describe('facts of one server', () => {
  test.each([
    [
      'a run stands for its databases and the state',
      [state, database, database, run],
      [['run', 3]],
    ],
    ['a database stands for the state', [state, database], [['database', 1]]],
    [
      'databases do not stand for one another',
      [database, database],
      [
        ['database', 0],
        ['database', 0],
      ],
    ],
    ['the state alone is one', [state], [['state', 0]]],
    [
      'a doubt about a run does not stand for a database that is too old',
      [database, aFact('run', { severity: 'warning' })],
      [['database', 1]],
    ],
    [
      'a server out of reach stands for itself',
      [run, aFact('state', { toState: 'unreachable' })],
      [
        ['run', 0],
        ['state', 0],
      ],
    ],
    [
      'so does a database that is no longer dumped',
      [run, aFact('database', { severity: 'warning', toState: 'gone' })],
      [
        ['run', 0],
        ['database', 0],
      ],
    ],
    [
      'so does everything else',
      [run, aFact('space'), aFact('clock')],
      [
        ['run', 0],
        ['space', 0],
        ['clock', 0],
      ],
    ],
  ])('%s', (_, facts, expected) => {
    expect(leads(...facts)).toEqual(expected)
  })
})

test('no fact stands for one of another server', () => {
  expect(countProblems([run, database, aFact('database', { serverId: 'crm' })])).toBe(2)
})
