import { afterAll, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeDump } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const vera = await panel.signIn('vera')
const otto = await panel.signIn('otto')
const to = paths()

test('a cluster is one dump of everything: no database is missed beside it', async () => {
  const env = { POSTGRES_CLUSTER: 'TRUE', POSTGRES_DB: 'shop' }
  const { server, sandbox } = await panel.aSandbox({ name: 'Whole' }, { env })
  await placeDump(sandbox.backupDir, {
    last: 'cluster-20261121-000000.sql.gz',
    daily: 'cluster-20261121.sql.gz',
  })
  const { body } = await vera.get(to.server(server.id))
  expect(body).toContain('all, in one dump')
  expect(body).not.toContain('The server lists no dump of it.')
  expect(body).not.toMatch(/>\s*shop\s*</)
})

test('a dashboard takes few questions to the database, whatever there is to show', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Busy' })
  for (const _ of [1, 2, 3]) {
    await otto.post(to.runs(server.id))
    await sandbox.idle()
  }
  await vera.get(to.server(server.id)) // which keeps the verdicts
  const questions: unknown[] = []
  const note = (connection: unknown) => questions.push(connection)
  panel.database.pool.on('acquire', note)
  await vera.get(to.server(server.id))
  panel.database.pool.off('acquire', note)
  // At most: session, person, server, standings of all servers, jobs by their ids, newest jobs, days.
  expect(questions.length).toBeLessThanOrEqual(7)
})
