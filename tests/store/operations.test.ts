import { expect, test } from 'vitest'
import { NotFound } from '../../src/core/errors.ts'
import { operationStore } from '../../src/store/operations.ts'
import { serverStore } from '../../src/store/servers.ts'
import { aSealer, aServer, openFreshDatabase } from '../support/stores.ts'

async function openWithServer() {
  const database = await openFreshDatabase()
  const server = await serverStore(database, aSealer()).create(aServer(), 't')
  const aBackup = (jobId: string, minute = 0) => ({
    serverId: server.id,
    jobId,
    kind: 'backup' as const,
    startedBy: 'otto',
    startedAt: new Date(Date.UTC(2026, 10, 21, 8, minute)),
  })
  return {
    database,
    serverId: server.id,
    operations: operationStore(database),
    aBackup,
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

test('an operation is found by the job that it is about', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const created = await operations.create(aBackup('j1'))
  expect(created).toEqual({ ...aBackup('j1'), id: expect.any(String) })
  expect(await operations.find(serverId, 'j1')).toEqual(created)
  expect(await operations.find(serverId, 'j2')).toBeNull()
  expect(await operations.find('another', 'j1')).toBeNull()
})

test('a restore keeps what was restored and where to', async () => {
  await using room = await openWithServer()
  const { operations, aBackup } = room
  const restore = {
    ...aBackup('r1'),
    kind: 'restore' as const,
    source: 'shop.sql.gz',
    targetDb: 'x',
  }
  expect(await operations.create(restore)).toMatchObject(restore)
})

test('the first conclusion stands', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const { id } = await operations.create(aBackup('j1'))
  const endedAt = new Date('2026-11-21T08:05:00Z')
  const verified = { verdict: 'verified' as const, evidence: ['one', 'two'], endedAt }
  await operations.conclude(id, verified)
  await operations.conclude(id, { verdict: 'lost', evidence: [], endedAt: new Date() })
  expect(await operations.find(serverId, 'j1')).toEqual({ ...aBackup('j1'), id, ...verified })
})

test('the open ones are those without a conclusion, newest first', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const first = await operations.create(aBackup('j1', 1))
  await operations.create(aBackup('j2', 2))
  await operations.create(aBackup('j3', 3))
  await operations.conclude(first.id, { verdict: 'failed', evidence: [], endedAt: new Date() })
  const jobIds = (await operations.listOpen(serverId)).map(({ jobId }) => jobId)
  expect(jobIds).toEqual(['j3', 'j2'])
})

test('the recent ones come newest first, up to the limit', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  for (const minute of [2, 1, 3]) await operations.create(aBackup(`j${minute}`, minute))
  const jobIds = (await operations.recent(serverId, 2)).map(({ jobId }) => jobId)
  expect(jobIds).toEqual(['j3', 'j2'])
})

test('several jobs are looked up at once, unknown and malformed ids among them', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  for (const jobId of ['j1', 'j2']) await operations.create(aBackup(jobId))
  const found = await operations.listByJobIds(serverId, ['j1', 'none', 'a\0b', ''])
  expect(found.map(({ jobId }) => jobId)).toEqual(['j1'])
})

test('a job id that the server gives again means another job', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const { id } = await operations.create(aBackup('j1', 1))
  await operations.conclude(id, { verdict: 'verified', evidence: [], endedAt: new Date() })
  await operations.create({ ...aBackup('j1', 9), startedBy: 'ann' })
  const found = await operations.find(serverId, 'j1')
  expect(found).toMatchObject({ startedBy: 'ann', startedAt: aBackup('j1', 9).startedAt })
  expect(found?.verdict).toBeUndefined()
})

test('nothing can be remembered of a server that is gone', async () => {
  await using room = await openWithServer()
  const { operations, aBackup } = room
  const orphan = { ...aBackup('j1'), serverId: 'gone' }
  await expect(operations.create(orphan)).rejects.toThrow(NotFound)
})
