import { expect, test } from 'vitest'
import { faultWordings } from '../../src/core/faults.ts'

const wordings = Object.entries(faultWordings)

test.each(wordings)('%s has a short title and a remedy in whole sentences', (_, wording) => {
  expect(wording.title).toMatch(/^[A-Z].{10,80}[^.]$/)
  expect(wording.remedy).toMatch(/^[A-Z].{10,240}\.$/s)
})

test('no two faults read the same', () => {
  expect(new Set(wordings.map(([, { title }]) => title)).size).toBe(wordings.length)
})
