import { describe, expect, test } from 'vitest'
import { aPanel, password } from '../support/panel.ts'

async function codeOf(panel: Awaited<ReturnType<typeof aPanel>>): Promise<string> {
  const code = await panel.services.setup.openCode()
  if (code === null) throw new Error('Setup is closed')
  return code
}

describe('the first administrator', () => {
  test('gets in with the code, and setup is gone for everybody afterwards', async () => {
    await using panel = await aPanel({ isEmpty: true })
    const visitor = panel.anonymous()
    const login = await visitor.get('/login')
    expect([login.status, login.headers.location]).toEqual([303, '/setup'])
    const form = { code: await codeOf(panel), username: 'root', password }
    const made = await visitor.post('/setup', form)
    expect([made.status, made.headers.location]).toEqual([303, '/login'])
    expect((await visitor.get('/setup')).status).toBe(404)
    expect((await visitor.post('/setup', form)).status).toBe(404)
    const signedIn = await visitor.post('/login', { username: 'root', password })
    expect(signedIn.status).toBe(303)
    expect((await visitor.get('/audit')).status).toBe(200)
  })

  test('is told of a wrong code, and keeps the typed name but not the password', async () => {
    await using panel = await aPanel({ isEmpty: true })
    const wrong = { code: 'WRONG-CODE', username: 'root', password }
    const answer = await panel.anonymous().post('/setup', wrong)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('not the code')
    expect(answer.body).toContain('value="root"')
    expect(answer.body).not.toContain(password)
    expect(await panel.services.setup.openCode()).not.toBeNull()
  })

  test('learns what is wrong with each field at once', async () => {
    await using panel = await aPanel({ isEmpty: true })
    const answer = await panel.anonymous().post('/setup', { username: 'a b', password: 'short' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Enter the code from the log.')
    expect(answer.text).toContain('A username has no spaces.')
    expect(answer.text).toContain('A password needs at least 12 characters.')
  })

  test('is one person, when two send the form at the same moment', async () => {
    await using panel = await aPanel({ isEmpty: true })
    const code = await codeOf(panel)
    const answers = await Promise.all(
      ['one', 'two'].map((username) =>
        panel.anonymous().post('/setup', { code, username, password }),
      ),
    )
    const [made, ...late] = answers.map(({ status }) => status).sort()
    expect(made).toBe(303)
    // Too late for the form, or already for the page.
    expect([404, 422]).toContain(late[0])
    expect(await panel.stores.users.count()).toBe(1)
  })

  test('cannot be made by hand once somebody exists, even after everybody was deleted', async () => {
    await using panel = await aPanel()
    await panel.database.pool.query('delete from users')
    expect((await panel.anonymous().get('/setup')).status).toBe(404)
    expect(await panel.services.setup.openCode()).toBeNull()
  })

  test('comes from ADMIN_USERNAME once, and a later start changes nothing', async () => {
    await using panel = await aPanel({ isEmpty: true })
    const { setup } = panel.services
    expect(await setup.seed({ username: 'root', password })).toBe(true)
    expect(await setup.seed({ username: 'root', password: 'another password' })).toBe(false)
    const signedIn = await panel.anonymous().post('/login', { username: 'root', password })
    expect(signedIn.status).toBe(303)
  })
})
