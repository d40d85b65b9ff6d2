import { expect, test } from 'vitest'
import { filledId, fillTables } from '../../../bench/fleet/fill-tables.ts'
import { snapshotStore } from '../../../src/store/monitor/snapshots.ts'
import { openFreshDatabase } from '../../support/stores.ts'

test('a glimpse tells when any database of its server last had a good dump, if any had', async () => {
  await using database = await openFreshDatabase()
  const now = new Date('2026-11-20T12:00:00Z')
  await fillTables(database.pool, { servers: 3, databases: 2, days: 2, now })
  const [one, none, bare] = [filledId(1), filledId(2), filledId(3)]
  await database.pool.query(`
    update databases set last_good_at = null;
    update databases set last_good_at = '2026-11-19T03:00:00Z' where server_id = '${one}';
    update databases set last_good_at = '2026-11-20T03:00:00Z' where (server_id, name) =
      (select server_id, max(name) from databases where server_id = '${one}' group by 1);
    delete from databases where server_id = '${bare}'`)
  const glimpses = await snapshotStore(database.pool).glimpses()
  expect(glimpses.get(one)?.lastGoodAt).toEqual(new Date('2026-11-20T03:00:00Z'))
  expect(glimpses.get(none)?.lastGoodAt).toBeNull()
  expect(glimpses.get(bare)).toMatchObject({ lastGoodAt: null, state: expect.any(String) })
})
