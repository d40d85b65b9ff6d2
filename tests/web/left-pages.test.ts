import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BackupServer } from '../../src/core/server.ts'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel, type TestPanel, teller } from '../support/panel.ts'
import { freshDatabase } from '../support/postgres.ts'
import { httpServer, json } from '../support/scripted-server.ts'
import { runOn } from '../support/sql.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const to = paths()
const { sandbox } = await panel.aSandbox({ name: 'Shop' })
const file = 'last:gone-20261120-215606.sql.gz'

const patiently = { timeout: 20_000 }

const strays: unknown[] = []
beforeAll(() => void process.on('unhandledRejection', (error) => strays.push(error)))
afterAll(() => expect(strays).toEqual([]))

/** The sandbox behind a way that keeps every answer to what is no reading back, until it is let go. */
async function behindSlowWay() {
  const acts = new EventEmitter()
  const way = await httpServer(async ({ method = '', url = '' }, res) => {
    const body = way.requests.at(-1)?.body
    const answer = await sandbox.call(method, url, body ? JSON.parse(body) : undefined)
    const reply = await answer.json()
    const letGo = () => json(res, answer.status, reply)
    return method === 'GET' ? letGo() : acts.emit('taken', letGo)
  })
  const server = await panel.aServer({ name: `Slow ${way.url}`, baseUrl: way.url })
  const taken = async (): Promise<() => void> => (await once(acts, 'taken'))[0]
  return { server, way, taken }
}

async function aSilentServer(of: TestPanel, timeoutMs: number) {
  const reached = new EventEmitter()
  const way = await httpServer(() => reached.emit('asked'))
  const server = await of.aServer({ name: `Silent ${way.url}`, baseUrl: way.url, timeoutMs })
  return { server, way, asked: () => once(reached, 'asked') }
}

type Form = Record<string, string>

/** Asks and leaves as soon as `until` has happened; over when the panel knows. Without a form it reads. */
async function leave<T>(path: string, form: Form | null, until: () => Promise<T>): Promise<T> {
  const gone = new AbortController()
  const happened = until()
  const method = form ? 'POST' : 'GET'
  const asking = ann.send(path, { method, ...(form && { body: form }), signal: gone.signal })
  const left = expect(asking).rejects.toThrow('aborted')
  const result = await happened
  gone.abort()
  await left
  await expect.poll(() => panel.logged.join(''), patiently).toContain(`${method} ${path} `)
  return result
}

const rowsOf = async ({ id }: BackupServer) =>
  (await panel.audit()).filter(({ serverId }) => serverId === id)

type Act = [name: string, path: string, form?: Form]

const actsOn = ({ id, name }: BackupServer): Act[] => [
  ['run.start', to.runs(id)],
  [
    'restore.start',
    to.restores(id),
    { backupId: file, targetDb: 'shop_restored', confirmation: `${name}/shop_restored` },
  ],
  [
    'settings.update',
    to.settings(id),
    { 'value[BACKUP_KEEP_DAYS]': '9', 'was[BACKUP_KEEP_DAYS]': '7', intent: 'apply' },
  ],
  ['settings.reset', to.settingRemoval(id, 'BACKUP_KEEP_DAYS')],
  ['callback.install', to.callback(id), { panelAddress: 'http://10.0.0.1' }],
  ['callback.remove', to.callbackRemoval(id)],
  [
    'backup.remove',
    to.backupRemoval(id, 'last:shop-20261120-215606.sql.gz'),
    { confirmation: 'shop-20261120-215606.sql.gz' },
  ],
]

describe('when the page is left', () => {
  beforeEach(() => {
    sandbox.faults.run = { kind: 'lock-held' }
  })

  test('an act that was begun is carried through, and told as done', async () => {
    await placeFile(sandbox.backupDir, 'shop-20261120-215606.sql.gz')
    const { server, taken } = await behindSlowWay()
    for (const [action, path, form = {}] of actsOn(server)) {
      const letGo = await leave(path, form, taken)
      letGo()
      await expect
        .poll(async () => (await rowsOf(server)).at(-1), patiently)
        .toMatchObject({ action, outcome: 'done' })
    }
    expect(await rowsOf(server)).toHaveLength(actsOn(server).length)
    expect(await panel.services.jobs.remembered(server, 9)).toMatchObject([
      { kind: 'restore', startedBy: 'ann', targetDb: 'shop_restored' },
      { kind: 'backup', startedBy: 'ann' },
    ])
  })

  test('an act that is never answered ends with its time', async () => {
    const { server, way, asked } = await aSilentServer(panel, 1000)
    await leave(to.runs(server.id), {}, asked)
    await way.allClosed()
    await expect
      .poll(() => rowsOf(server), patiently)
      .toMatchObject([{ action: 'run.start', outcome: 'failed', detail: { fault: 'timeout' } }])
  })

  test('what was only read for it is let go', async () => {
    const { server, way, asked } = await aSilentServer(panel, 600_000)
    const page = to.backups(server.id)
    await leave(page, null, asked)
    await way.allClosed()
  })
})

test('when the panel stops, an act that is not answered yet is cut, and still has its row', async () => {
  await using database = await freshDatabase()
  const stopping = await aPanel({ database })
  const { server, way, asked } = await aSilentServer(stopping, 600_000)
  const happened = asked()
  const cut = expect(stopping.services.runs.start(teller, server)).rejects.toMatchObject({
    fault: 'timeout',
  })
  await happened
  await stopping[Symbol.asyncDispose]()
  await Promise.all([cut, way.allClosed()])
  const { rows } = await runOn(database.url, 'select action, outcome, detail from audit')
  expect(rows).toEqual([{ action: 'run.start', outcome: 'failed', detail: { fault: 'timeout' } }])
})
