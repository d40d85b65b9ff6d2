import { expect, test } from 'vitest'
import { firstToGo, retentionLanes } from '../../../src/core/dumps/retention-lanes.ts'
import { aFile, at } from '../builders.ts'

const now = at('22:00:00')
const hourMs = 3_600_000
const old = aFile({ name: 'old', modifiedAt: at('10:00:00') })
const young = aFile({ name: 'young', modifiedAt: at('20:00:00') })
const foreign = aFile({ name: 'foreign', modifiedAt: at('01:00:00') })
const link = aFile({ name: 'latest', isLatestLink: true })
const daily = aFile({ slot: 'daily', name: 'daily', modifiedAt: at('20:00:00') })
const files = [old, young, foreign, link, daily]
const expiries = new Map([
  [old.id, at('20:00:00')],
  [young.id, new Date(at('20:00:00').getTime() + 10 * hourMs)],
])

test('each slot has its files, newest first and without links', () => {
  const lanes = retentionLanes(files, expiries, now)
  expect(lanes.map(({ slot, files: own }) => [slot, own.map(({ file }) => file.name)])).toEqual([
    ['last', ['young', 'old', 'foreign']],
    ['daily', ['daily']],
    ['weekly', []],
    ['monthly', []],
  ])
})

test('the age to which a slot keeps files is told by those that have an end', () => {
  const [last, dailyLane] = retentionLanes(files, expiries, now)
  expect(last?.keptMs).toBe(10 * hourMs)
  expect(dailyLane?.keptMs).toBeNull()
})

test('a file is due from the moment on at which the next run would delete it', () => {
  const isOldDue = (time: string) =>
    retentionLanes([old], expiries, at(time))[0]?.files[0]?.isDue ?? null
  expect(isOldDue('19:59:59')).toBe(false)
  expect(isOldDue('20:00:00')).toBe(true)
})

test('what goes first comes first, and what never goes last', () => {
  const names = firstToGo(retentionLanes(files, expiries, now)).map(({ file }) => file.name)
  expect(names).toEqual(['old', 'young', 'daily', 'foreign'])
})
