import { expect, test } from 'vitest'
import { monitorStores } from '../../../src/store/monitor/stores.ts'
import { alertScene, lateDatabase, safeDatabase } from '../../support/alert-scene.ts'

const day = 24 * 60 * 60_000
const daysAgo = (days: number) => new Date(Date.now() - days * day)

test('what began a problem stays as long as it is open, or nobody would ever hear of its end', async () => {
  await using scene = await alertScene()
  const { pruning, ledger } = monitorStores(scene.database.pool)
  const { id } = await scene.aServer()
  const openSubjects = async () => [...(await ledger.load(id, null)).openSubjects.keys()]
  await scene.happens(id, lateDatabase(daysAgo(9), 'shop'), lateDatabase(daysAgo(9), 'crm'))
  await scene.happens(id, safeDatabase(daysAgo(8), 'crm'))
  await scene.at(daysAgo(8))
  await pruning.prune(7)
  expect(await openSubjects()).toEqual(['database:shop'])
  await scene.happens(id, safeDatabase(daysAgo(0), 'shop'))
  await scene.at(daysAgo(0))
  await pruning.prune(7)
  const { rows } = await scene.database.pool.query('select subject, severity from events')
  expect(rows).toEqual([{ subject: 'database:shop', severity: 'resolved' }])
})
