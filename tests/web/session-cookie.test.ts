import { describe, expect, test } from 'vitest'
import { aPanel, password } from '../support/panel.ts'

const browser = { 'user-agent': 'Mozilla/5.0', 'sec-fetch-mode': 'navigate' }

async function cookieWith(env: Record<string, string>) {
  await using panel = await aPanel({ env })
  const form = { username: 'otto', password }
  const answer = await panel.anonymous().post(`${panel.config.basePath}/login`, form)
  expect(answer.status).toBe(303)
  return { cookie: String(answer.headers['set-cookie']), location: answer.headers.location }
}

describe('the session cookie', () => {
  test('on plain http is hidden from scripts and other sites', async () => {
    const { cookie } = await cookieWith({})
    expect(cookie).toMatch(/^backupgram-admin=/)
    expect(cookie).toContain('; HttpOnly')
    expect(cookie).toContain('; SameSite=Lax')
    expect(cookie).not.toContain('Secure')
  })

  test('under https is Secure and bound to the host, also when the proxy names no scheme', async () => {
    const { cookie } = await cookieWith({ BASE_URL: 'https://panel.example.org' })
    expect(cookie).toMatch(/^__Host-backupgram-admin=/)
    expect(cookie).toContain('; Secure')
    expect(cookie).toContain('; Path=/;')
  })

  test('below a base path stays there', async () => {
    const { cookie, location } = await cookieWith({
      BASE_URL: 'https://example.org',
      BASE_PATH: '/backups',
    })
    expect(cookie).toMatch(/^backupgram-admin=/)
    expect(cookie).toContain('; Path=/backups;')
    expect(location).toBe('/backups/')
  })

  test('that a browser would refuse is announced with the address to use', async () => {
    await using panel = await aPanel({ env: { BASE_URL: 'https://panel.example.org' } })
    const visitor = panel.anonymous()
    const overHttp = await visitor.get('/login', { 'user-agent': 'Mozilla/5.0' })
    expect(overHttp.text).toContain('your browser would drop the session cookie')
    expect(overHttp.body).toContain('href="https://panel.example.org/"')
    expect((await visitor.get('/login', browser)).text).not.toContain('session cookie')
  })

  test('belongs to one panel: another with its own secret does not know it', async () => {
    await using one = await aPanel()
    await using other = await aPanel({ database: { url: one.databaseUrl } })
    const client = await one.signIn('otto')
    const elsewhere = await other.anonymous().get('/account', { cookie: client.cookieHeader() })
    expect(elsewhere.status).toBe(303)
  })

  test('survives a restart, and a second instance knows it too', async () => {
    const env = { APP_SECRET: 'the same secret for both instances' }
    await using one = await aPanel({ env })
    await using other = await aPanel({ env, database: { url: one.databaseUrl } })
    const client = await one.signIn('otto')
    const elsewhere = await other.anonymous().get('/account', { cookie: client.cookieHeader() })
    expect(elsewhere.status).toBe(200)
  })

  test('signed before a rotation is still good', async () => {
    const former = 'the secret before the rotation, long'
    await using one = await aPanel({ env: { APP_SECRET: former } })
    const client = await one.signIn('otto')
    const env = { APP_SECRET_PREVIOUS: former }
    await using other = await aPanel({ env, database: { url: one.databaseUrl } })
    const elsewhere = await other.anonymous().get('/account', { cookie: client.cookieHeader() })
    expect(elsewhere.status).toBe(200)
  })
})
