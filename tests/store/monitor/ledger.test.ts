import { expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { loadLedger, writeLedger } from '../../../src/store/monitor/ledger.ts'
import { serverStore } from '../../../src/store/servers.ts'
import { aWorld, day, look, run } from '../../core/ledger/world.ts'
import { aSealer, aServer, openFreshDatabase } from '../../support/stores.ts'

async function openWithServer() {
  const database = await openFreshDatabase()
  const { id } = await serverStore(database, aSealer()).create(aServer(), 't')
  return { ...database, serverId: id }
}

/** A server with a week behind it, and the first look at it. */
function aWeek() {
  const world = aWorld({ named: ['shop', 'blog'] })
  const now = new Date('2026-11-20T12:00:00Z')
  for (let days = 7; days >= 1; days--)
    run(world, new Date(now.getTime() - 9 * 3_600_000 - days * day))
  return { world, changes: look(world, now), dumps: groupIntoDumps(world.files) }
}

test('what was written is remembered as it was', async () => {
  await using room = await openWithServer()
  const { world, changes, dumps } = aWeek()
  await writeLedger(room.pool, room.serverId, changes)
  const memory = await loadLedger(room.pool, room.serverId, dumps)
  expect(memory.runs).toEqual(world.memory.runs)
  expect(new Set(memory.dumps)).toEqual(new Set(world.memory.dumps))
  expect(memory.databases).toEqual(world.memory.databases)
})
