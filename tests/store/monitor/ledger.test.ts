import { expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import type { LedgerChanges } from '../../../src/core/ledger/ledger.ts'
import type { LedgerRun } from '../../../src/core/ledger/run.ts'
import { writeEvents } from '../../../src/store/monitor/events.ts'
import { loadLedger, writeLedger } from '../../../src/store/monitor/ledger.ts'
import { serverStore } from '../../../src/store/servers.ts'
import { aWorld, day, hour, look, run, type World } from '../../core/ledger/world.ts'
import { aSealer, aServer, openFreshDatabase } from '../../support/stores.ts'

async function openWithServer() {
  const database = await openFreshDatabase()
  const { id } = await serverStore(database, aSealer()).create(aServer(), 't')
  return { ...database, serverId: id }
}

const noon = new Date('2026-11-20T12:00:00Z')

/** A server with so many nights behind it. */
function aWorldWithPast(nights: number): World {
  const world = aWorld({ named: ['shop', 'blog'] })
  for (let days = nights; days >= 1; days--) {
    run(world, new Date(noon.getTime() - 9 * hour - days * day))
  }
  return world
}

const dumpsOf = (world: World) => groupIntoDumps(world.files)

test('what was written is remembered as it was', async () => {
  await using room = await openWithServer()
  const world = aWorldWithPast(7)
  await writeLedger(room.pool, room.serverId, look(world, noon))
  const memory = await loadLedger(room.pool, room.serverId, dumpsOf(world))
  expect(memory.runs).toEqual(world.memory.runs)
  expect(new Set(memory.dumps)).toEqual(new Set(world.memory.dumps))
  expect(new Set(memory.databases)).toEqual(new Set(world.memory.databases))
  expect(memory.openSubjects).toEqual(new Map())
})

test('one look after the other, through the store, comes to what it comes to without', async () => {
  await using room = await openWithServer()
  const world = aWorldWithPast(3)
  const files = world.files
  for (const hours of [0, 6, 15, 20, 30]) {
    const now = new Date(noon.getTime() + hours * hour)
    world.files = hours === 20 ? files.slice(8) : files
    const stored = await loadLedger(room.pool, room.serverId, dumpsOf(world))
    world.memory = { ...stored, openSubjects: world.memory.openSubjects }
    await writeLedger(room.pool, room.serverId, look(world, now))
  }
  const kept = await loadLedger(room.pool, room.serverId, dumpsOf(world))
  expect(new Set(kept.dumps)).toEqual(new Set(world.memory.dumps))
  expect(new Set(kept.runs)).toEqual(new Set(world.memory.runs))
  expect(new Set(kept.databases)).toEqual(new Set(world.memory.databases))
})

test('a dump that has vanished is remembered only when it is listed again', async () => {
  await using room = await openWithServer()
  const world = aWorldWithPast(2)
  await writeLedger(room.pool, room.serverId, look(world, noon))
  const before = dumpsOf(world)
  world.files = []
  await writeLedger(room.pool, room.serverId, look(world, new Date(noon.getTime() + hour)))
  expect((await loadLedger(room.pool, room.serverId, [])).dumps).toEqual([])
  const again = await loadLedger(room.pool, room.serverId, before.slice(0, 1))
  expect(again.dumps).toMatchObject([{ vanishedAt: new Date(noon.getTime() + hour) }])
})

test('the newest runs come, the undecided ones, and those of the time of dumps not seen before', async () => {
  await using room = await openWithServer()
  const runs = Array.from({ length: 50 }, (_, index) => aRun(index))
  await writeLedger(room.pool, room.serverId, changes({ runs }))
  const found = async (world: World) =>
    (await loadLedger(room.pool, room.serverId, dumpsOf(world))).runs.map(({ id }) => id)
  const newest = runs.slice(20).map(({ id }) => id)
  expect(await found(aWorld())).toEqual(['run-3', ...newest])
  const world = aWorld()
  run(world, new Date(runs[9]?.at ?? 0))
  expect(await found(world)).toEqual(['run-3', ...runs.slice(7).map(({ id }) => id)])
})

test('a run whose place is taken by another is passed over, and its dumps belong to none', async () => {
  await using room = await openWithServer()
  const expectedWall = noon
  const first = { ...aRun(1), expectedWall, expectedAt: noon }
  await writeLedger(room.pool, room.serverId, changes({ runs: [first] }))
  const world = aWorldWithPast(1)
  const { dumps } = look(world, noon)
  const second = { ...aRun(2), expectedWall, expectedAt: noon }
  const orphans = dumps.map((dump) => ({ ...dump, runId: second.id }))
  await writeLedger(room.pool, room.serverId, changes({ runs: [second], dumps: orphans }))
  const memory = await loadLedger(room.pool, room.serverId, dumpsOf(world))
  expect(memory.runs.map(({ id }) => id)).toEqual(['run-1'])
  expect(memory.dumps.map(({ runId }) => runId)).toEqual([null, null])
})

test('a run that never should have been is removed, of this server only', async () => {
  await using room = await openWithServer()
  await writeLedger(room.pool, room.serverId, changes({ runs: [aRun(1), aRun(2)] }))
  await writeLedger(room.pool, 'another', changes({ removedRunIds: ['run-1'] }))
  await writeLedger(room.pool, room.serverId, changes({ removedRunIds: ['run-2'] }))
  expect((await loadLedger(room.pool, room.serverId, null)).runs).toMatchObject([{ id: 'run-1' }])
})

test('a subject is open when its last event was a problem, as bad as that one', async () => {
  await using room = await openWithServer()
  const event = (subject: string, severity: 'critical' | 'warning' | 'info' | 'resolved') =>
    ({ kind: 'database', subject, severity, title: 't', evidence: [], at: noon }) as const
  await writeEvents(room.pool, room.serverId, [
    { ...event('database:a', 'critical'), evidence: [] },
    { ...event('database:b', 'warning'), evidence: [] },
    { ...event('database:c', 'critical'), evidence: [] },
    { ...event('database:c', 'resolved'), evidence: [] },
    { ...event('database:d', 'info'), evidence: [] },
  ])
  const { openSubjects } = await loadLedger(room.pool, room.serverId, null)
  const open = { 'database:a': 'critical', 'database:b': 'warning' }
  expect(openSubjects).toEqual(new Map(Object.entries(open)))
})

test.each([1.5, 1e300, 0])('a size of %d that a server tells is no obstacle', async (sizeBytes) => {
  await using room = await openWithServer()
  const world = aWorld()
  run(world, new Date(noon.getTime() - hour))
  world.files = world.files.map((file) => ({ ...file, sizeBytes }))
  await writeLedger(room.pool, room.serverId, look(world, noon))
  world.memory = await loadLedger(room.pool, room.serverId, dumpsOf(world))
  expect(look(world, new Date(noon.getTime() + 1)).dumps).toEqual([])
})

test('sizes beyond 32 bits and odd names survive', async () => {
  await using room = await openWithServer()
  const world = aWorld()
  run(world, new Date(noon.getTime() - hour), ['ä "b" \\ c\n'])
  world.files = world.files.map((file) => ({ ...file, sizeBytes: 5e12 }))
  await writeLedger(room.pool, room.serverId, look(world, noon))
  const { dumps, runs } = await loadLedger(room.pool, room.serverId, dumpsOf(world))
  expect(dumps).toMatchObject([{ database: 'ä "b" \\ c\n', sizeBytes: 5e12 }])
  expect(runs.find(({ sizeBytes }) => sizeBytes === 5e12)).toBeDefined()
})

function changes(some: Partial<LedgerChanges>): LedgerChanges {
  return { runs: [], removedRunIds: [], dumps: [], databases: [], events: [], ...some }
}

function aRun(index: number): LedgerRun {
  const at = new Date(noon.getTime() - (50 - index) * day)
  return {
    id: `run-${index}`,
    origin: 'schedule',
    punctuality: index === 3 ? 'due' : 'on-time',
    expectedWall: null,
    expectedAt: null,
    startedAt: at,
    endedAt: at,
    at,
    jobId: null,
    startedBy: null,
    verdict: 'verified',
    evidence: [],
    databases: [],
    sizeBytes: 0,
  }
}
