import { expect, test } from 'vitest'
import type { ListedRun } from '../../../../src/core/fleet/run-query.ts'
import { blankRun } from '../../../../src/core/ledger/run-book.ts'
import { runRow } from '../../../../src/web/views/runs/run-row.ts'
import { aViewer } from '../builders.ts'

const aRun = (changes: Partial<ListedRun>): ListedRun => ({
  ...blankRun('r', new Date('2026-11-21T03:00:00Z')),
  serverId: 's',
  server: 'North',
  databases: [
    { name: 'shop', outcome: 'new', sizeBytes: 5 },
    { name: 'crm', outcome: 'missing', sizeBytes: 0 },
  ],
  ...changes,
})

test('a database without a dump is missing once the run is over, and until then not there yet', () => {
  const textOf = (verdict: ListedRun['verdict']) => runRow(aRun({ verdict }), aViewer()).databases
  expect(textOf('running')).toBe('1 new dump, crm not there yet')
  expect(textOf('partial')).toBe('1 new dump, crm missing')
})
