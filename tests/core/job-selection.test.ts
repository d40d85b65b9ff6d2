import { expect, test } from 'vitest'
import {
  elsewhere,
  type JobQuery,
  type ListedJob,
  selectJobs,
} from '../../src/core/job-selection.ts'
import { aJob, at } from './builders.ts'

const usual: JobQuery = { sort: 'queued', direction: 'descending', page: 1, perPage: 50 }
const now = at('22:00:00')

function aListed(id: string, changes: Parameters<typeof aJob>[0] = {}, startedBy = 'otto') {
  const job = aJob({ id, ...changes })
  const { kind, queuedAt: startedAt } = job
  const operation = { id, serverId: 's1', jobId: id, kind, startedBy, startedAt }
  const judgement = { verdict: 'verified' as const, evidence: [] }
  return { id, job, operation, judgement } satisfies ListedJob
}

const short = aListed('short', { queuedAt: at('21:00:00') }, 'ann')
const long = aListed('long', { queuedAt: at('20:00:00'), startedAt: at('20:00:00') }, 'Otto')
const { finishedAt: _end, ...unfinished } = aJob({ id: 'open', startedAt: at('21:59:00') })
const open = { ...aListed('open'), job: { ...unfinished, state: 'running' as const } }
const forgotten = { ...aListed('forgotten', { queuedAt: at('19:00:00') }, 'vera'), job: null }
const all: ListedJob[] = [short, long, open, forgotten]

const idsBy = (changes: Partial<JobQuery>) =>
  selectJobs(all, { ...usual, ...changes }, now).rows.map(({ id }) => id)

test('the newest comes first', () => {
  expect(idsBy({})).toEqual(['open', 'short', 'long', 'forgotten'])
  expect(idsBy({ direction: 'ascending' })).toEqual(['forgotten', 'long', 'short', 'open'])
})

test('what still runs is as long as it has run, and what never ran is shortest', () => {
  expect(idsBy({ sort: 'duration', direction: 'ascending' })).toEqual([
    'forgotten',
    'short',
    'open',
    'long',
  ])
})

test('people are sorted without regard to case, and equals stay newest first', () => {
  expect(idsBy({ sort: 'who', direction: 'ascending' })).toEqual([
    'short',
    'open',
    'long',
    'forgotten',
  ])
  expect(idsBy({ sort: 'kind', direction: 'ascending' })).toEqual(idsBy({ sort: 'kind' }))
})

test('comes in pages with a total, and beyond the end stands the last', () => {
  const selection = selectJobs(all, { ...usual, perPage: 3, page: 9 }, now)
  expect([selection.page, selection.total, selection.rows.map(({ id }) => id)]).toEqual([
    2,
    4,
    ['forgotten'],
  ])
})

test('a job that nobody asked this panel for is from elsewhere, whether it was noted or not', () => {
  const noted = aListed('noted')
  const others = [
    { ...noted, operation: { ...noted.operation, startedBy: null } },
    { ...aListed('unknown'), operation: null },
  ]
  const found = selectJobs([short, ...others], { ...usual, who: elsewhere }, now)
  expect(found.rows.map(({ id }) => id).sort()).toEqual(['noted', 'unknown'])
  expect(found.hasElsewhere).toBe(true)
  expect(selectJobs([short], usual, now).hasElsewhere).toBe(false)
})
