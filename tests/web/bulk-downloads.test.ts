import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { quoted } from '../../src/web/views/pieces/shell-word.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'
import { postTicked } from '../support/ticked.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const to = paths()
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })
const odd = `it's "odd" $(reboot).sql`
const ids = [
  await placeFile(sandbox.backupDir, 'shop-20261120-020000.sql.gz'),
  await placeFile(sandbox.backupDir, odd),
]

const ask = (values: string[]) =>
  postTicked(otto, to.backupDownloads(server.id), { name: 'dump', values })

describe('downloading many dumps', () => {
  test('comes to one link each', async () => {
    const page = await ask([...ids, 'last:gone.sql'])
    expect(page.text).toContain('Download 2 dumps')
    expect(page.body).toContain(`href="${to.backupFile(server.id, String(ids[0]))}" download`)
    expect(page.text).toContain('No longer on the server: last:gone.sql')
  })

  test('offers commands that resume, with no token, cookie or password in them', async () => {
    const page = await ask(ids)
    expect(page.text).toContain(
      `curl -fL -C - -b panel.cookies -o 'shop-20261120-020000.sql.gz' '${panel.origin}/servers/`,
    )
    const secrets = [sandbox.token === 'token' ? 'Bearer' : sandbox.token, otto.cookieHeader()]
    for (const secret of secrets) expect(page.body).not.toContain(secret)
  })

  test('reveals nothing by itself: rows are left by the downloads', async () => {
    const before = (await panel.audit()).length
    await ask(ids)
    expect((await panel.audit()).length).toBe(before)
  })

  test('without a tick leads back to the list', async () => {
    expect((await ask([])).headers.location).toBe(to.backups(server.id))
  })
})

const bash = promisify(execFile)

test.each([odd, 'a b', "'", '\\', "new\nline's", '`id`', '-rf', '东京'])(
  'the shell reads %j as one word',
  async (name) => {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' }
    const { stdout } = await bash('bash', ['-c', `printf %s ${quoted(name)}`], { env })
    expect(stdout).toBe(name)
  },
)
