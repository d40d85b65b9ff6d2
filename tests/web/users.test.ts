import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel, password, type TestPanel } from '../support/panel.ts'

const to = paths()
const fresh = 'a fresh and long password'
let panel: TestPanel
let ann: Awaited<ReturnType<TestPanel['signIn']>>

beforeEach(async () => {
  panel = await aPanel()
  ann = await panel.signIn('ann')
})
afterEach(() => panel[Symbol.asyncDispose]())

const idOf = async (username: string) =>
  (await panel.stores.users.findWithPassword(username))?.user.id ?? ''

const lastAct = async () => (await panel.audit()).at(-1)

describe('people', () => {
  test('are listed with their roles, to admins only', async () => {
    const page = await ann.get(to.users())
    expect(page.text).toMatch(/ann \(you\) admin/)
    expect(page.text).toMatch(/vera viewer .* never/)
    expect((await (await panel.signIn('otto')).get(to.users())).status).toBe(403)
  })

  test('who are added can sign in with the role that they were given', async () => {
    const form = { username: 'gina', role: 'operator', password: fresh }
    const answer = await ann.post(to.users(), form)
    expect([answer.status, answer.headers.location]).toEqual([303, to.users()])
    expect((await ann.get(to.users())).text).toContain('gina may now sign in.')
    const gina = panel.anonymous()
    expect((await gina.post('/login', { username: 'gina', password: fresh })).status).toBe(303)
    expect(panel.logged.join('')).not.toContain(fresh)
  })

  test.each([
    [{ username: '' }, 'Enter a username.'],
    [{ username: 'two words' }, 'A username has no spaces.'],
    [{ username: 'ANN' }, 'There is somebody called ANN already.'],
    [{ role: 'god' }, 'Choose a role.'],
    [{ password: 'short' }, 'at least 12 characters'],
  ])(
    'are not added with %o, and what was typed stays but for the password',
    async (wrong, said) => {
      const answer = await ann.post(to.users(), {
        username: 'gina',
        role: 'viewer',
        password: fresh,
        ...wrong,
      })
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(said)
      expect(answer.body).not.toContain(fresh)
    },
  )
})

describe('a role', () => {
  test('is changed at once, and written down', async () => {
    const vera = await panel.signIn('vera')
    expect((await ann.post(to.user(await idOf('vera')), { role: 'admin' })).status).toBe(303)
    expect(await lastAct()).toMatchObject({
      action: 'user.update',
      target: { name: 'vera' },
      detail: { from: 'viewer', to: 'admin' },
      outcome: 'done',
    })
    expect((await vera.get(to.users())).status).toBe(200)
  })

  test('of one’s own is another admin’s to change, and so is one’s own removal', async () => {
    const id = await idOf('ann')
    expect((await ann.post(to.user(id), { role: 'viewer' })).status).toBe(409)
    expect((await ann.post(to.userRemoval(id))).status).toBe(409)
    expect((await ann.get(to.users())).status).toBe(200)
  })
})

test('two admins who take each other away leave one of them', async () => {
  await panel.stores.users.setRole(await idOf('otto'), 'admin')
  const ids = [await idOf('ann'), await idOf('otto')]
  const outcomes = await Promise.allSettled(ids.map((id) => panel.stores.users.remove(id)))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const admins = (await panel.stores.users.list()).filter(({ role }) => role === 'admin')
  expect(admins).toHaveLength(1)
})

test('a new password ends every session, and the old one is worth nothing', async () => {
  const vera = await panel.signIn('vera')
  const answer = await ann.post(to.userPassword(await idOf('vera')), { password: fresh })
  expect(answer.status).toBe(303)
  expect((await vera.get('/account')).headers.location).toMatch(/^\/login/)
  expect((await vera.post('/login', { username: 'vera', password })).status).toBe(422)
  expect((await vera.post('/login', { username: 'vera', password: fresh })).status).toBe(303)
})

test('who is deleted is out at once, after a page that asks first', async () => {
  const vera = await panel.signIn('vera')
  const path = to.userRemoval(await idOf('vera'))
  expect((await ann.get(path)).text).toContain('signed out everywhere at once')
  expect((await ann.post(path)).status).toBe(303)
  expect(await lastAct()).toMatchObject({ action: 'user.remove', target: { name: 'vera' } })
  expect((await vera.get('/account')).headers.location).toMatch(/^\/login/)
})

test.each(['nobody', 'new', '%00', "' or 1=1"])('of %j there is no page', async (id) => {
  const answer = await ann.post(to.user(id), { role: 'viewer' })
  expect([404, 405]).toContain(answer.status)
})
