import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeDump, placeFile } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })
const to = paths()

const isThere = (slot: string, name: string) =>
  access(join(sandbox.backupDir, slot, name)).then(
    () => true,
    () => false,
  )

const oddNames = [
  'with space.sql.gz',
  ' leading and trailing ',
  'hash#q?&=.sql',
  'per%cent%2f%00.sql',
  `quote"s'.sql`,
  'back\\slash.sql',
  'new\nline.sql',
  'ünïcödé-東京-🐘.sql.gz',
  '<img src=x onerror=alert(1)>.sql',
  'semi;colon=attachment.sql',
  '..hidden..',
  'plus+plus.sql',
  'last:colon:name.sql',
  `${'long'.repeat(60)}.sql`,
]

describe.each(oddNames)('a file called %j', (name) => {
  const bytes = `the bytes of ${name}`
  const url = to.backupFile(server.id, `last:${name}`)

  test('is listed as text, with links that work', async () => {
    await placeFile(sandbox.backupDir, name, { bytes })
    const list = await otto.get(to.backups(server.id))
    expect(list.status).toBe(200)
    expect(list.body).not.toContain('<img src=x')
    expect(list.body).toContain(url.replaceAll('&', '&amp;').replaceAll("'", '&#39;'))
  })

  test('is downloaded byte by byte under its own name', async () => {
    await placeFile(sandbox.backupDir, name, { bytes })
    const answer = await otto.get(url)
    expect([answer.status, answer.body]).toEqual([200, bytes])
    const disposition = String(answer.headers['content-disposition'])
    expect(disposition).toMatch(/^attachment; filename/)
    expect(disposition).not.toMatch(/[\r\n]/)
    expect(savedAs(disposition)).toBe(name)
  })

  test('is asked for by its name in the form that restores it', async () => {
    await placeFile(sandbox.backupDir, name, { bytes })
    const answer = await otto.get(to.newRestore(server.id, `last:${name}`))
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('name="targetDb"')
    expect(answer.body).not.toContain('<img src=x')
  })

  test('is deleted, and nothing else', async () => {
    await placeFile(sandbox.backupDir, name, { bytes })
    await placeFile(sandbox.backupDir, `not ${name}`.slice(0, 200), { bytes: 'another' })
    const path = to.backupRemoval(server.id, `last:${name}`)
    expect((await otto.get(path)).status).toBe(200)
    const answer = await otto.post(path, { scope: 'file', confirmation: name })
    expect([answer.status, await isThere('last', name)]).toEqual([303, false])
    expect(await isThere('last', `not ${name}`.slice(0, 200))).toBe(true)
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'backup.remove',
      actor: { username: 'otto' },
      target: { kind: 'backup', id: `last:${name}`, name },
      serverId: server.id,
      outcome: 'done',
    })
  })
})

/** As a browser reads it: the extended name if there is one, else the quoted one. */
function savedAs(disposition: string): string {
  const [, extended] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? []
  if (extended !== undefined) return decodeURIComponent(extended)
  const [, quoted] = /filename="((?:[^"\\]|\\.)*)"/.exec(disposition) ?? []
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1')
  return /filename=([^;]+)/.exec(disposition)?.[1] ?? ''
}

describe('an id that no server ever wrote', () => {
  test.each([
    'last:..',
    'last:.',
    'last:../status',
    'last:a/../../status',
    'nowhere:a.sql',
    'a.sql',
    'last:',
    'last: ',
    ':a.sql',
    '__proto__:a',
    'LAST:a.sql',
  ])('%s is not found, and asks the server nothing', async (id) => {
    const before = sandbox.traffic.requests.length
    const answer = await otto.get(to.backupFile(server.id, id))
    expect(answer.status).toBe(404)
    expect(sandbox.traffic.requests.length).toBe(before)
  })

  test('cannot be sent as dots that a proxy would tidy up', async () => {
    for (const raw of ['last:..%2f..%2fstatus', 'last:%2e%2e', '%6cast:%2e%2e%2fstatus']) {
      const answer = await otto.get(`/servers/${server.id}/backups/${raw}/file`)
      expect(answer.status).toBe(404)
    }
  })

  test('is refused by each page that takes one', async () => {
    expect((await otto.get(to.backupRemoval(server.id, 'nowhere:x'))).status).toBe(404)
    expect((await otto.post(to.backupRemoval(server.id, 'last:../x'))).status).toBe(404)
    const restore = { backupId: 'last:../x', targetDb: 'x', confirmation: 'Shop/x' }
    expect((await otto.post(to.restores(server.id), restore)).status).toBe(404)
  })
})

describe('deleting', () => {
  const name = 'shop-20261120-215606.sql.gz'
  const everywhere = { last: name, daily: 'shop-20261120.sql.gz', weekly: 'shop-202647.sql.gz' }

  test('one file of a dump leaves the others', async () => {
    await placeDump(sandbox.backupDir, everywhere)
    const path = to.backupRemoval(server.id, `last:${name}`)
    expect((await otto.post(path, { scope: 'file' })).status).toBe(303)
    expect(await isThere('last', name)).toBe(false)
    expect(await isThere('daily', everywhere.daily)).toBe(true)
  })

  test('a whole dump needs its name typed, and leaves a row for each file', async () => {
    await placeDump(sandbox.backupDir, everywhere, { bytes: 'more than nothing in gzip' })
    const path = to.backupRemoval(server.id, `last:${name}`)
    const before = (await panel.audit()).length
    const untyped = await otto.post(path, { scope: 'dump', confirmation: 'shop' })
    expect([untyped.status, await isThere('last', name)]).toEqual([422, true])
    expect(untyped.text).toContain(`Type ${name} to confirm.`)
    expect(untyped.body).toContain('value="shop"')
    const typed = await otto.post(path, { scope: 'dump', confirmation: name })
    expect(typed.status).toBe(303)
    for (const [slot, each] of Object.entries(everywhere)) {
      expect(await isThere(slot, each)).toBe(false)
    }
    const rows = (await panel.audit()).slice(before)
    expect(rows.map(({ detail }) => detail?.['slot']).sort()).toEqual(['daily', 'last', 'weekly'])
  })

  test('what is gone already is not found', async () => {
    expect((await otto.post(to.backupRemoval(server.id, 'last:gone.sql'))).status).toBe(404)
    expect((await otto.get(to.backupRemoval(server.id, 'last:gone.sql'))).status).toBe(404)
    expect((await otto.get(to.backupFile(server.id, 'last:gone.sql'))).status).toBe(404)
  })

  test('that the server fails at is no success, and leaves a row that says so', async () => {
    await placeFile(sandbox.backupDir, 'stays.sql')
    sandbox.faults.setReply('/backups/last/stays.sql', { kind: 'status', status: 500 })
    const path = to.backupRemoval(server.id, 'last:stays.sql')
    const answer = await otto.post(path, { scope: 'file', confirmation: 'stays.sql' })
    sandbox.faults.clear()
    expect([answer.status, await isThere('last', 'stays.sql')]).toEqual([502, true])
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'backup.remove',
      outcome: 'failed',
      detail: { fault: 'failed' },
    })
  })
})

test('odd questions to the list are answered with the list', async () => {
  for (const odd of [
    '?page=99',
    '?sort=x&direction=y',
    '?slot=nowhere',
    '?q[a]=b',
    '?database=%00',
  ]) {
    expect((await otto.get(`${to.backups(server.id)}${odd}`)).status).toBe(200)
  }
})
