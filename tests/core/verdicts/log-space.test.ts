import { expect, test } from 'vitest'
import { readDiskSpace } from '../../../src/core/verdicts/log-space.ts'

const mebibyte = 1024 * 1024

test.each([
  ['✅ Disk space OK (2048MB available).', { freeBytes: 2048 * mebibyte, neededBytes: null }],
  [
    '❌ Low disk space: 50MB available, 100MB required. Aborting.',
    { freeBytes: 50 * mebibyte, neededBytes: 100 * mebibyte },
  ],
])('“%s” tells what a run found', (line, space) => {
  expect(readDiskSpace(['✅ Database is reachable.', line, 'and more'])).toEqual(space)
})

test.each([[[]], [['Disk space was not looked at']], [['echo "Disk space OK (1MB available)"']]])(
  '%j tells nothing of it',
  (lines) => {
    expect(readDiskSpace(lines)).toBeNull()
  },
)
