import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel } from '../support/panel.ts'
import { aShop } from '../support/shop.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const to = paths()

/** Reads nothing and writes nothing: the database that it names is not there. */
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })

async function run() {
  const answer = await otto.post(to.runs(server.id))
  const location = String(answer.headers.location)
  return { answer, location, jobId: location.split('/').at(-1) ?? '' }
}

describe('running a backup', () => {
  test('leads to its job, so that reloading starts no second one', async () => {
    const { answer, location, jobId } = await run()
    expect(answer.status).toBe(303)
    expect(location).toBe(to.job(server.id, jobId))
    await otto.get(location)
    await otto.get(location)
    await otto.get(to.runs(server.id))
    expect(sandbox.traffic.count('POST /backup')).toBe(1)
  })

  test('is remembered with who started it, and audited with its job', async () => {
    const { location, jobId } = await run()
    await sandbox.idle()
    expect((await otto.get(location)).text).toMatch(/Started by otto/)
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'run.start',
      actor: { username: 'otto', address: '127.0.0.1' },
      target: { kind: 'server', id: server.id, name: 'Shop' },
      outcome: 'done',
      detail: { jobId },
    })
  })

  test('that failed is shown as failed, not as the server tells it', async () => {
    const { location } = await run()
    await sandbox.idle()
    const page = await otto.get(location)
    expect(page.headers['refresh']).toBeUndefined()
    expect(page.text).toContain('Failed')
  })

  test('that the server has forgotten is lost, and named so in the list', async () => {
    sandbox.faults.run = { kind: 'lock-held' }
    const { location } = await run()
    await sandbox.restart()
    sandbox.faults.clear()
    const page = await otto.get(location)
    expect([page.status, page.text.includes('Lost')]).toEqual([200, true])
    expect(page.text).toContain('otto')
    expect((await otto.get(to.jobs(server.id))).text).toContain('Lost')
  })

  test('keeps the verdict that was once reached, even when the server forgets', async () => {
    sandbox.faults.run = { kind: 'lock-held' }
    const { location } = await run()
    await sandbox.idle()
    sandbox.faults.clear()
    expect((await otto.get(location)).text).toContain('Skipped')
    await sandbox.restart()
    const page = await otto.get(location)
    expect(page.text).toContain('Skipped')
    expect(page.text).not.toContain('Lost')
  })

  test('while the server hangs shows what the panel remembers, and why no more', async () => {
    const slow = await panel.aServer({ name: 'Slow', baseUrl: sandbox.url })
    const answer = await otto.post(to.runs(slow.id))
    await panel.stores.servers.update(slow.id, { ...slow, timeoutMs: 300 })
    await sandbox.idle()
    sandbox.faults.setReply('/jobs', { kind: 'hang' })
    const page = await otto.get(String(answer.headers.location))
    const list = await otto.get(to.jobs(slow.id))
    sandbox.faults.clear()
    for (const { status, text } of [page, list]) {
      expect(status).toBe(200)
      expect(text).toContain('The server did not answer in time')
      expect(text).toContain('otto')
    }
  })

  test('whose answer names no job is not taken for started', async () => {
    sandbox.faults.setReply('/backup', { kind: 'no-job-id' })
    const { answer } = await run()
    sandbox.faults.clear()
    expect(answer.status).toBe(502)
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'run.start',
      outcome: 'failed',
      detail: { fault: 'broken-reply' },
    })
  })
})

describe('a job', () => {
  test('of somebody else’s is shown, and said to be', async () => {
    await sandbox.job('/backup')
    const reply = (await (await sandbox.call('GET', '/jobs')).json()) as { jobs: { id: string }[] }
    const page = await otto.get(to.job(server.id, reply.jobs[0]?.id ?? ''))
    expect(page.status).toBe(200)
    expect(page.text).toContain('not this panel')
  })

  test.each(['0123456789abcdef', '..', '%2e%2e', 'a/b', '\0', '<script>'])(
    'that nobody knows is not found: %j',
    async (id) => {
      const page = await otto.get(to.job(server.id, id))
      expect(page.status).toBe(404)
      expect(page.body).not.toContain('<script>')
    },
  )

  test('of another server is not found here', async () => {
    const { location, jobId } = await run()
    const { server: other } = await panel.aSandbox({ name: 'Other' })
    expect((await otto.get(location)).status).toBe(200)
    expect((await otto.get(to.job(other.id, jobId))).status).toBe(404)
  })
})

describe('the restore form', () => {
  const name = 'shop-20261120-215606.sql.gz'
  const id = `last:${name}`

  test('proposes a name that does not exist, and says what to type', async () => {
    await placeFile(sandbox.backupDir, name)
    const page = await otto.get(to.newRestore(server.id, id))
    expect(page.body).toContain('value="shop_restored_20261120"')
    const answers = { backup: id, targetDb: 'shop_restored_20261120' }
    const last = await otto.get(to.restoreStep(server.id, answers))
    expect([last.status, last.text.includes('Shop/shop_restored_20261120')]).toEqual([200, true])
  })

  test('asks a question again whose answer in the URL cannot stand', async () => {
    const odd = { backup: id, targetDb: '1; drop' }
    expect((await otto.get(to.restoreStep(server.id, odd))).status).toBe(422)
    expect(
      (await otto.get(`${to.newRestore(server.id)}?backup=a&backup=b&targetDb=x`)).status,
    ).toBe(200)
  })

  test.each<[string, Record<string, string>, string]>([
    ['nothing', {}, 'Choose a source'],
    ['two sources', { backupId: id, telegramMessageId: '7' }, 'Choose one source'],
    ['no target', { backupId: id, confirmation: 'Shop/' }, 'Name the database to restore into.'],
    ['a bad target', { backupId: id, targetDb: '1; drop', confirmation: 'x' }, 'not starting with'],
    ['no confirmation', { backupId: id, targetDb: 'mine' }, 'Type Shop/mine to confirm.'],
    [
      'another’s confirmation',
      { backupId: id, targetDb: 'mine', confirmation: 'Shop/yours' },
      'Shop/mine',
    ],
    ['an odd message', { telegramMessageId: '-1', targetDb: 'mine' }, 'A Telegram message ID is'],
  ])('with %s keeps what was typed and starts nothing', async (_, form, said) => {
    const before = sandbox.traffic.count('POST /restore')
    const answer = await otto.post(to.restores(server.id), form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(said)
    if (form['targetDb']) expect(answer.body).toContain(`value="${form['targetDb']}"`)
    // What was typed for a target that cannot be one confirms nothing.
    if (said.startsWith('Shop/')) expect(answer.body).toContain('value="Shop/yours"')
    expect(sandbox.traffic.count('POST /restore')).toBe(before)
  })

  test('starts a job that remembers its dump, its target and who asked', async () => {
    await placeFile(sandbox.backupDir, name)
    const form = { backupId: id, targetDb: 'mine', confirmation: 'Shop/mine' }
    const answer = await otto.post(to.restores(server.id), form)
    expect(answer.status).toBe(303)
    await sandbox.idle()
    const page = await otto.get(String(answer.headers.location))
    for (const said of ['otto', 'mine', name]) expect(page.text).toContain(said)
    expect((await panel.audit()).at(-1)).toMatchObject({
      action: 'restore.start',
      target: { kind: 'backup', id, name },
      outcome: 'done',
      detail: { server: 'Shop', targetDb: 'mine' },
    })
  })

  test('takes a Telegram message as a source', async () => {
    const form = { telegramMessageId: '42', targetDb: 'mine', confirmation: 'Shop/mine' }
    const answer = await otto.post(to.restores(server.id), form)
    expect(answer.status).toBe(303)
    expect((await panel.audit()).at(-1)).toMatchObject({
      target: { id: 'telegram:42', name: 'Telegram message 42' },
    })
    await sandbox.idle()
  })

  test('of a dump that is gone meanwhile starts a job that fails', async () => {
    const form = { backupId: 'last:gone.sql', targetDb: 'mine', confirmation: 'Shop/mine' }
    const answer = await otto.post(to.restores(server.id), form)
    await sandbox.idle()
    expect((await otto.get(String(answer.headers.location))).text).toContain('Failed')
  })
})

test('the whole job: run, download and restore into a new database, whose rows are there', async () => {
  await using shop = await aShop(panel, 'Real')
  const { id } = shop.server
  const started = await otto.post(to.runs(id))
  await shop.sandbox.idle()
  expect((await otto.get(String(started.headers.location))).text).toContain('Verified')

  const list = await otto.get(to.backups(id))
  const [, file = ''] = /href="([^"]+\/last%3A[^"]+\/file)"/.exec(list.body) ?? []
  const download = await otto.get(file)
  expect([download.status, download.bytes.subarray(0, 2).toString('hex')]).toEqual([200, '1f8b'])

  const targetDb = `${shop.database}_restored`
  const backupId = decodeURIComponent(file.split('/').at(-2) ?? '')
  const form = { backupId, targetDb, confirmation: `Real/${targetDb}` }
  const restored = await otto.post(to.restores(id), form)
  await shop.sandbox.idle()
  expect((await otto.get(String(restored.headers.location))).text).toContain('Clean')
  expect(await shop.ordersIn(targetDb)).toBe(await shop.ordersIn(shop.database))
  expect(await shop.ordersIn(targetDb)).toBeGreaterThan(0)
})
