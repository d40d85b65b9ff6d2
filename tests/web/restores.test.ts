import { afterAll, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeDump } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })
const to = paths()

async function restored(backupId: string, targetDb: string): Promise<string> {
  const form = { backupId, targetDb, confirmation: `Shop/${targetDb}` }
  const { headers } = await otto.post(to.restores(server.id), form)
  await sandbox.idle()
  return (await otto.get(String(headers['location']))).body
}

test('a restore that never began leaves no database that is said to exist', async () => {
  await placeDump(sandbox.backupDir, { last: 'cluster-20261120-215606.sql.gz' })
  expect(await restored('last:gone-20261120-215606.sql.gz', 'never_made')).toContain(
    'Nothing was restored',
  )
  const { body } = await otto.get(to.newRestore(server.id, 'last:cluster-20261120-215606.sql.gz'))
  expect(body).not.toContain('never_made')
  expect(body).not.toMatch(/Known to exist:.*cluster/s)
})
