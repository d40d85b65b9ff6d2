import { afterAll, describe, expect, test } from 'vitest'
import { aPanel, password } from '../support/panel.ts'

const panel = await aPanel({ env: { TRUST_PROXY: '1' } })
afterAll(() => panel[Symbol.asyncDispose]())

/** The throttle counts by address, so each test comes from one of its own. */
let lastAddress = 0
function from(address = `10.0.0.${++lastAddress}`) {
  const client = panel.anonymous()
  return {
    client,
    signIn: (username: string, typed = password, more: Record<string, string> = {}) =>
      client.post('/login', { username, password: typed, ...more }, { 'x-forwarded-for': address }),
  }
}

describe('signing in', () => {
  test('leads to the page that was wanted', async () => {
    const { client, signIn } = from()
    const refused = await client.get('/servers?tag=a%20b&sort=name')
    expect(refused.status).toBe(303)
    expect(refused.headers.location).toBe('/login?next=%2Fservers%3Ftag%3Da%2520b%26sort%3Dname')
    const form = await client.get(String(refused.headers.location))
    expect(form.body).toContain('name="next" value="/servers?tag=a%20b&amp;sort=name"')
    const answer = await signIn('otto', password, { next: '/servers?tag=a%20b&sort=name' })
    expect(answer.headers.location).toBe('/servers?tag=a%20b&sort=name')
  })

  test('never leads to another site', async () => {
    const { signIn } = from()
    const answer = await signIn('otto', password, { next: '//evil.example/' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
  })

  test('leads back to the page of a form that came too late', async () => {
    const { client } = from()
    const referer = `${panel.origin}/servers/new?from=list`
    const refused = await client.post('/servers', { name: 'Shop' }, { referer })
    expect(refused.headers.location).toBe('/login?next=%2Fservers%2Fnew%3Ffrom%3Dlist')
    const unknown = await client.post('/servers', { name: 'Shop' }, { referer: 'nonsense' })
    expect(unknown.headers.location).toBe('/login')
  })

  test('keeps `next` when the password was wrong', async () => {
    const { signIn } = from()
    const answer = await signIn('otto', 'wrong password', { next: '/servers?q=x' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('name="next" value="/servers?q=x"')
    expect(answer.body).toContain('value="otto"')
    expect(answer.body).not.toContain('wrong password')
  })

  test('answers a wrong password and an unknown name alike', async () => {
    const { client, signIn } = from()
    const wrong = await signIn('otto', 'wrong password')
    const unknown = await signIn('nobody', 'wrong password')
    expect(unknown.status).toBe(wrong.status)
    expect(unknown.text.replace('nobody', 'otto')).toBe(wrong.text)
    expect(client.cookieHeader()).toBe('')
  })

  test.each([{}, { username: 'otto' }, { password }])(
    'with half a form is refused: %o',
    async (form) => {
      const answer = await panel.anonymous().post('/login', form as Record<string, string>)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('The username or the password is wrong.')
    },
  )

  test.each(['\0', 'otto\0', 'x'.repeat(100_000), '\ud800', "' or 1=1 --"])(
    'with an odd name is refused like any other: %j',
    async (username) => {
      expect((await from().signIn(username)).status).toBe(422)
    },
  )

  test('takes no notice of the case of the name', async () => {
    expect((await from().signIn('OTTO')).status).toBe(303)
  })

  test('of somebody signed in already goes straight on', async () => {
    const client = await panel.signIn('vera')
    const answer = await client.get('/login?next=/account')
    expect([answer.status, answer.headers.location]).toEqual([303, '/account'])
  })
})

describe('a session', () => {
  test('gets a new id at sign-in, and the one before is worth nothing', async () => {
    const { client, signIn } = from()
    await signIn('vera')
    const planted = client.cookieHeader()
    await signIn('ann')
    expect(client.cookieHeader()).not.toBe(planted)
    const before = await panel.anonymous().get('/account', { cookie: planted })
    expect(before.status).toBe(303)
    expect((await client.get('/account')).text).toContain('ann')
  })

  test('ends at sign-out, also for who kept the cookie', async () => {
    const client = await panel.signIn('otto')
    const kept = client.cookieHeader()
    const answer = await client.post('/logout')
    expect([answer.status, answer.headers.location]).toEqual([303, '/login'])
    expect((await panel.anonymous().get('/account', { cookie: kept })).status).toBe(303)
  })

  test('with a forged signature is nobody’s', async () => {
    const client = await panel.signIn('otto')
    const forged = client.cookieHeader().replace(/.{6}$/, 'AAAAAA')
    expect((await panel.anonymous().get('/account', { cookie: forged })).status).toBe(303)
  })

  test('ends when the password is reset', async () => {
    const client = await panel.signIn('otto')
    const { accounts } = panel.services
    await accounts.resetPassword({ userId: null, username: 'x', address: null }, 'otto', password)
    expect((await client.get('/account')).status).toBe(303)
  })

  test('ends with the account', async () => {
    await panel.services.accounts.create(
      { userId: null, username: 'x', address: null },
      { username: 'leaver', password, role: 'viewer' },
    )
    const { client, signIn } = from()
    await signIn('leaver')
    await panel.database.pool.query("delete from users where username = 'leaver'")
    expect((await client.get('/account')).status).toBe(303)
  })
})

describe('guessing', () => {
  const guess = async (attempt: ReturnType<typeof from>, times: number) => {
    const statuses: number[] = []
    for (let n = 0; n < times; n++)
      statuses.push((await attempt.signIn('otto', `guess ${n}`)).status)
    return statuses
  }

  test('is slowed down, also for the right password, but only from that address', async () => {
    const attempt = from()
    expect((await guess(attempt, 7)).at(-1)).toBe(429)
    const right = await attempt.signIn('otto')
    expect(right.status).toBe(429)
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0)
    expect(right.text).toMatch(/Too many attempts\. Try again in (a minute|\d+ seconds)\./)
    expect(right.body).toContain('value="otto"')
    expect((await from().signIn('otto')).status).toBe(303)
    expect((await attempt.signIn('vera')).status).toBe(303)
  })

  test('ends its pause by itself', async () => {
    const attempt = from()
    await guess(attempt, 6)
    expect((await attempt.signIn('otto')).status).toBe(429)
    await panel.database.pool.query('update rate_limit set expire = 1')
    expect((await attempt.signIn('otto')).status).toBe(303)
  })

  test('is forgiven once the right password was given', async () => {
    const attempt = from()
    await guess(attempt, 4)
    await attempt.signIn('otto')
    expect(await guess(attempt, 4)).toEqual([422, 422, 422, 422])
  })
})
