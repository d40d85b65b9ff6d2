import { expect, test } from 'vitest'
import { type BulkBarInput, bulkBar } from '../../../../src/web/views/bulk/bulk-bar.ts'
import { aViewer } from '../builders.ts'

const button = { text: 'Download', action: '/downloads', icon: null, isDanger: false }

function barOf(changes: Partial<BulkBarInput>) {
  const next = '/backups?q=shop&page=2'
  const usual = { name: 'dump', rowCount: 50, total: 312, isNarrowed: false, next }
  return bulkBar({ ...usual, buttons: [button], ...changes }, aViewer())
}

test('offers all that match on every page, by the query of the list', () => {
  const query = 'q=shop&page=2'
  expect(barOf({})?.matching).toEqual({ text: 'All 312 dumps', count: 312, query })
  expect(barOf({ isNarrowed: true })?.matching?.text).toBe('All 312 matching dumps')
})

test('offers no more than go together', () => {
  expect(barOf({ total: 2000, isNarrowed: true })?.matching).toMatchObject({
    text: 'The first 400 of 2,000 matching dumps',
    count: 400,
  })
})

test('offers nothing more where all is on one page, and nothing at all without an act', () => {
  expect(barOf({ total: 50 })?.matching).toBeNull()
  expect(barOf({ buttons: [] })).toBeNull()
})
