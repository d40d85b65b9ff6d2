import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import type { Answer, Client } from '../support/client.ts'
import { placeFile } from '../support/dump-files.ts'
import { hostileServers, hostileToken } from '../support/hostile-servers.ts'
import { aPanel } from '../support/panel.ts'

const aSecret = () => randomBytes(24).toString('base64url')

/** Remembers all that came back, and sends on what it is told. */
function remembering(client: Client) {
  const answers: Answer[] = []
  const keep = async (answer: Promise<Answer>) => {
    answers.push(await answer)
    return answer
  }
  return {
    answers,
    get: (path: string) => keep(client.get(path)),
    post: (path: string, form?: Record<string, string>) => keep(client.post(path, form)),
  }
}

test('no secret leaves by a page, a header, a log line, an audit row or a URL', async () => {
  const appSecret = aSecret() + aSecret()
  const token = aSecret()
  const wrongToken = aSecret()
  const adminPassword = aSecret()
  const botToken = aSecret()
  const to = paths()
  await using panel = await aPanel({ env: { APP_SECRET: appSecret }, isEmpty: true })
  const code = String(await panel.services.setup.openCode())
  const client = panel.anonymous()
  const seen = remembering(client)

  await seen.post('/setup', { code: 'wrong', username: 'root', password: adminPassword })
  await seen.post('/setup', { code: 'wrong', username: 'r t', password: adminPassword })
  await seen.post('/setup', { code, username: 'root', password: adminPassword })
  await seen.post('/login', { username: 'root', password: `${adminPassword}x` })
  await seen.post('/login', { username: 'root', password: adminPassword })
  const cookie = client.cookieHeader().split('=')[1] ?? ''

  const env = { TELEGRAM_BOT_TOKEN: botToken }
  const { server, sandbox } = await panel.aSandbox({ name: 'Shop' }, { token, env })
  await placeFile(sandbox.backupDir, 'a.sql')
  const form = { name: 'Other', baseUrl: sandbox.url, token, timeoutSeconds: '5', enabled: 'on' }
  await seen.post('/servers/new/probe', form)
  await seen.post('/servers', { ...form, timeoutSeconds: 'x' })
  await seen.post('/servers', form)
  await seen.post('/servers', form)
  await seen.post(`/servers/${server.id}`, { ...form, token: wrongToken })
  await seen.post(`/servers/${server.id}/probe`, { ...form, token: wrongToken })
  for (const path of ['', '/edit', '/probe', '/state', '/backups', '/jobs', '/settings']) {
    await seen.get(`/servers/${server.id}${path}`)
  }
  await seen.post(`/servers/${server.id}`, { ...form, name: 'Shop' })
  for (const path of ['', '/edit', '/backups', '/jobs', '/settings', '/restores/new']) {
    await seen.get(`/servers/${server.id}${path}`)
  }
  await seen.get(to.backupFile(server.id, 'last:a.sql'))
  await seen.post(to.backupRemoval(server.id, 'last:a.sql'), { scope: 'file' })
  await seen.post(to.runs(server.id))
  await sandbox.idle()
  for (const intent of ['preview', 'apply', 'edit']) {
    const typed = { 'value[TELEGRAM_BOT_TOKEN]': `${botToken}2`, 'value[BACKUP_KEEP_DAYS]': 'x' }
    await seen.post(to.settings(server.id), { ...typed, intent })
    await seen.post(to.settings(server.id), { ...typed, 'value[BACKUP_KEEP_DAYS]': '3', intent })
  }
  const echo = hostileServers.find(({ name }) => name === 'echoes the token')
  const echoing = await panel.aServer({
    name: 'Echo',
    baseUrl: String(await echo?.baseUrl()),
    token: hostileToken,
  })
  for (const path of ['', '/probe', '/backups', '/jobs', '/settings']) {
    await seen.get(`/servers/${echoing.id}${path}`)
  }
  await seen.post(to.runs(echoing.id))
  await panel.database.pool.query('alter table operations rename to elsewhere')
  await seen.get(`/servers/${server.id}/jobs`)
  await panel.database.pool.query('alter table elsewhere rename to operations')
  await seen.get('/audit')
  await seen.get('/servers')
  await seen.post('/logout')

  const { rows } = await panel.database.pool.query('select * from audit')
  const places = {
    pages: seen.answers.map(({ body }) => body).join('\n'),
    headers: seen.answers
      .map(({ headers: { 'set-cookie': _, ...headers } }) => JSON.stringify(headers))
      .join('\n'),
    log: panel.logged.join(''),
    audit: JSON.stringify(rows),
    urls: sandbox.traffic.requests.join('\n'),
  }
  const secrets = {
    appSecret,
    token,
    wrongToken,
    adminPassword,
    botToken,
    cookie,
    code,
    hostileToken,
  }
  for (const [name, secret] of Object.entries(secrets)) {
    expect([name, secret.length > 10]).toEqual([name, true])
    for (const [place, text] of Object.entries(places)) {
      expect([place, name, text.includes(secret)]).toEqual([place, name, false])
      expect([place, name, text.includes(encodeURIComponent(secret))]).toEqual([place, name, false])
    }
  }
  expect(places.pages.length).toBeGreaterThan(100_000)
  expect(places.log).toContain('stack')
  expect(rows.length).toBeGreaterThan(5)
})
