import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'
import { routeRows } from '../support/route-rows.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const vera = await panel.signIn('vera')
const server = await panel.aServer({ name: 'Shop', isEnabled: false })
const to = paths()

const refusedRows = async () => (await panel.audit()).filter(({ outcome }) => outcome === 'refused')

/** What Vera tried leaves, and nothing else does. */
async function rowsLeftBy(attempt: () => Promise<{ status: number }>) {
  const before = await refusedRows()
  expect((await attempt()).status).toBe(403)
  return (await refusedRows()).slice(before.length)
}

describe('an act that a role does not include', () => {
  test.each(routeRows(panel, server.id).filter(([method, , , act]) => method === 'post' && act))(
    'leaves a row: %s %s',
    async (_, path, __, action) => {
      const actor = { username: 'vera', address: '127.0.0.1' }
      expect(await rowsLeftBy(() => vera.post(path))).toMatchObject([
        { actor, action, outcome: 'refused', detail: { role: 'viewer' } },
      ])
    },
  )

  test('names the server or the person that it was aimed at', async () => {
    const found = await panel.stores.users.findWithPassword('otto')
    const { id = '' } = found?.user ?? {}
    expect(await rowsLeftBy(() => vera.post(to.runs(server.id)))).toMatchObject([
      { target: { kind: 'server', id: server.id, name: 'Shop' }, serverId: server.id },
    ])
    expect(await rowsLeftBy(() => vera.post(to.userRemoval(id)))).toMatchObject([
      { target: { kind: 'user', id, name: 'otto' } },
    ])
    expect(await rowsLeftBy(() => vera.post(to.users()))).toMatchObject([
      { target: { kind: 'user', id: '', name: '(not named)' } },
    ])
  })

  test('does not keep what was typed in place of a name', async () => {
    const [row] = await rowsLeftBy(() => vera.post(to.runs('hush-hush')))
    expect(row).toMatchObject({ target: { kind: 'server', id: '', name: '(unknown)' } })
    expect(JSON.stringify(row)).not.toContain('hush')
  })

  test('reads as refused in the log', async () => {
    await vera.post(to.runs(server.id))
    const page = await (await panel.signIn('ann')).get(to.audit({ outcome: 'refused' }))
    expect(page.text).toMatch(/vera 127.0.0.1 Backup run Shop role viewer Refused/)
  })
})

describe('no row is left by', () => {
  test.each([
    ['a page that is refused', () => vera.get(to.users())],
    ['a download that is refused', () => vera.get(to.backupFile(server.id, 'last:a.sql'))],
    ['a question that is refused', () => vera.post(to.settingsCheck(server.id))],
  ])('%s', async (_, attempt) => {
    expect(await rowsLeftBy(attempt)).toEqual([])
  })
})
