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

test('a conclusion brings its log, and a list of operations never does', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const { id } = await operations.create(aBackup('j1'))
  expect(await operations.log(id)).toBeNull()
  const log = { lines: ['one', 'a\0b', '❌ x'.repeat(1000)], isCut: true }
  const end = { verdict: 'failed' as const, evidence: [], endedAt: new Date() }
  await operations.conclude(id, { ...end, exitCode: 7, error: 'no room', log })
  await operations.conclude(id, { ...end, log: { lines: ['later'], isCut: false } })
  expect(await operations.log(id)).toEqual({ ...log, lines: ['one', 'a\ufffdb', log.lines[2]] })
  const [listed] = await operations.recent(serverId, 1)
  expect(listed).toMatchObject({ exitCode: 7, error: 'no room' })
  expect(listed).not.toHaveProperty('log')
})

test('the recent ones come newest first, up to the limit', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  for (const minute of [2, 1, 3]) await operations.create(aBackup(`j${minute}`, minute))
  const jobIds = (await operations.recent(serverId, 2)).map(({ jobId }) => jobId)
  expect(jobIds).toEqual(['j3', 'j2'])
})

test('jobs that nobody asked this panel for are noted once, and those asked for stay as they are', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const asked = await operations.create(aBackup('j1'))
  const queuedAt = new Date('2026-11-21T09:00:00Z')
  const seen = ['j1', 'j2'].map((id) => ({ id, kind: 'restore' as const, queuedAt }))
  const noted = await operations.note(serverId, seen)
  expect(noted).toHaveLength(2)
  expect(noted).toContainEqual(asked)
  const other = { serverId, jobId: 'j2', kind: 'restore', startedBy: null, startedAt: queuedAt }
  expect(noted).toContainEqual({ ...other, id: expect.any(String) })
  expect(await operations.note(serverId, seen)).toEqual(expect.arrayContaining(noted))
  expect(await operations.recent(serverId, 9)).toHaveLength(2)
})

test('a job that was seen before it was noted who asked for it is that person’s', async () => {
  await using room = await openWithServer()
  const { operations, serverId, aBackup } = room
  const [seen] = await operations.note(serverId, [
    { id: 'j1', kind: 'backup', queuedAt: new Date() },
  ])
  const end = { verdict: 'verified' as const, evidence: [], endedAt: new Date() }
  await operations.conclude(seen?.id ?? '', { ...end, log: { lines: ['x'], isCut: false } })
  const asked = await operations.create(aBackup('j1'))
  expect(asked).toEqual({ ...aBackup('j1'), id: seen?.id })
  expect(await operations.log(asked.id)).toBeNull()
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
  const seen = [{ id: 'j1', kind: 'backup' as const, queuedAt: new Date() }]
  await expect(operations.note('gone', seen)).rejects.toThrow(NotFound)
})
