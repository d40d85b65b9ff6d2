import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { placeFile } from '../support/dump-files.ts'
import { aPanel, password } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')
const to = paths()
const { server, sandbox } = await panel.aSandbox({ name: 'Shop' })

const lastRow = async () => (await panel.audit()).at(-1)
const form = { name: 'New', baseUrl: 'http://10.0.0.9', token: 'x', timeoutSeconds: '5' }

describe('the audit keeps who did what on what, and how it ended', () => {
  test('signing in and out', async () => {
    const otto = await panel.signIn('otto')
    expect(await lastRow()).toMatchObject({
      action: 'user.sign-in',
      actor: { username: 'otto', address: '127.0.0.1' },
      target: { kind: 'user', name: 'otto' },
      outcome: 'done',
    })
    await otto.post('/logout')
    expect(await lastRow()).toMatchObject({ action: 'user.sign-out', actor: { username: 'otto' } })
  })

  test('a wrong password, on the account that it was tried on', async () => {
    await panel.anonymous().post('/login', { username: 'otto', password: 'wrong' })
    expect(await lastRow()).toMatchObject({
      action: 'user.sign-in',
      target: { name: 'otto' },
      outcome: 'refused',
    })
  })

  test('an unknown name without the name, which may be a password', async () => {
    await panel.anonymous().post('/login', { username: 'my-secret-pass', password: 'otto' })
    const row = await lastRow()
    expect(row).toMatchObject({ action: 'user.sign-in', outcome: 'refused' })
    expect(JSON.stringify(row)).not.toContain('my-secret-pass')
  })

  test('adding, changing and deleting a server', async () => {
    const added = await ann.post('/servers', form)
    const id = String(added.headers.location).split('/').at(-1)
    const target = { kind: 'server', id, name: 'New' }
    expect(await lastRow()).toMatchObject({ action: 'server.create', target, outcome: 'done' })
    await ann.post(`/servers/${id}`, { ...form, baseUrl: 'http://10.0.0.10', token: 'y' })
    expect(await lastRow()).toMatchObject({
      action: 'server.update',
      target,
      detail: { baseUrl: 'http://10.0.0.10', isTokenReplaced: true },
    })
    await ann.post(`/servers/${id}/removal`, { confirmation: 'New' })
    expect(await lastRow()).toMatchObject({ action: 'server.remove', target, outcome: 'done' })
  })

  test('what failed, with the fault', async () => {
    const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
    const acts: [string, () => Promise<unknown>][] = [
      ['run.start', () => ann.post(to.runs(dead.id))],
      ['backup.download', () => ann.get(to.backupFile(dead.id, 'last:a.sql'))],
      ['settings.reset', () => ann.post(to.settingRemoval(dead.id, 'SCHEDULE'))],
      [
        'restore.start',
        () =>
          ann.post(to.restores(dead.id), {
            backupId: 'last:a.sql',
            targetDb: 'x',
            confirmation: 'Dead/x',
          }),
      ],
    ]
    for (const [action, act] of acts) {
      await act()
      const row = await lastRow()
      expect(row).toMatchObject({ action, serverId: dead.id, outcome: 'failed' })
      expect(row?.detail).toMatchObject({ fault: 'refused' })
    }
  })

  test('what was tried on a paused server', async () => {
    const paused = await panel.aServer({ name: 'Paused', isEnabled: false })
    await ann.post(to.runs(paused.id))
    expect(await lastRow()).toMatchObject({
      action: 'run.start',
      target: { name: 'Paused' },
      outcome: 'failed',
      detail: { fault: 'paused' },
    })
  })

  test('only what reveals or changes something', async () => {
    await placeFile(sandbox.backupDir, 'a.sql')
    const before = (await panel.audit()).length
    for (const path of ['', '/backups', '/jobs', '/settings', '/restores/new', '/probe']) {
      await ann.get(`/servers/${server.id}${path}`)
    }
    await ann.send(to.backupFile(server.id, 'last:a.sql'), { method: 'HEAD' })
    expect((await panel.audit()).length).toBe(before)
  })
})

describe('the page of the audit', () => {
  test('shows the newest first, and leads on to the older', async () => {
    const answer = await ann.get('/audit')
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/Audit log.*ann.*otto/)
    for (const odd of [
      '?before=0',
      '?before=x',
      '?before=99999999999999999999',
      '?before=1&before=2',
    ]) {
      expect((await ann.get(`/audit${odd}`)).status).toBe(200)
    }
  })

  test('shows names as text', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const odd = await panel.aServer({ name, baseUrl: 'http://127.0.0.1:1' })
    await ann.post(to.runs(odd.id))
    const answer = await ann.get('/audit')
    expect(answer.body).not.toContain('<img src=x')
    expect(answer.text).toContain(name)
  })

  test('is for administrators only', async () => {
    expect((await (await panel.signIn('otto')).get('/audit')).status).toBe(403)
  })
})

test('the address is the visitor’s only as far as proxies are trusted', async () => {
  const spoof = { 'x-forwarded-for': '203.0.113.9' }
  await panel.anonymous().post('/login', { username: 'otto', password }, spoof)
  expect((await lastRow())?.actor.address).toBe('127.0.0.1')
  await using trusting = await aPanel({ env: { TRUST_PROXY: '1' } })
  await trusting.anonymous().post('/login', { username: 'otto', password }, spoof)
  expect((await trusting.audit()).at(-1)?.actor.address).toBe('203.0.113.9')
})
