import { afterAll, describe, expect, test } from 'vitest'
import { aPanel, password } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())

/** When Ann came to be, as her account page tells it. */
async function since(client: Awaited<ReturnType<typeof panel.signIn>>, headers = {}) {
  return /Since (.*?) Last sign-in/.exec((await client.get('/account', headers)).text)?.[1]?.trim()
}

describe('dates and numbers', () => {
  test('read in UTC and British until anything else is known, and name their zone', async () => {
    const vera = await panel.signIn('vera')
    expect(await since(vera)).toMatch(/^\d+ \w+ \d{4},? \d\d:\d\d UTC$/)
  })

  test('follow what the browser asks for, and the zone that its script told', async () => {
    const vera = await panel.signIn('vera')
    vera.setCookie('backupgram-admin-zone', 'Asia/Tokyo')
    expect(await since(vera, { 'accept-language': 'de-AT,en' })).toMatch(/^\d+\. .* GMT\+9$/)
  })

  test.each(['Mars/Olympus', '%E0%A4%A', '"><b>', 'x'.repeat(3000)])(
    'stay in UTC for a cookie that names no zone: %j',
    async (zone) => {
      const vera = await panel.signIn('vera')
      vera.setCookie('backupgram-admin-zone', zone)
      expect(await since(vera)).toMatch(/UTC$/)
    },
  )

  test('read as the person chose, whatever the browser says, and for nobody else', async () => {
    const ann = await panel.signIn('ann')
    const chosen = { locale: 'de-CH', timeZone: 'Asia/Kathmandu' }
    expect((await ann.post('/account', chosen)).status).toBe(303)
    const page = await ann.get('/account', { 'accept-language': 'en-US' })
    expect(page.text).toContain('now read as you chose')
    expect(page.body).toContain('data-locale="de-CH" data-zone="Asia/Kathmandu"')
    expect(await since(ann)).toMatch(/GMT\+5:45$/)
    expect(await since(await panel.signIn('vera'))).toMatch(/UTC$/)
    expect((await panel.audit()).map(({ action }) => action)).toContain('user.change-preferences')
    await ann.post('/account', { locale: '', timeZone: '' })
    expect(await since(ann)).toMatch(/UTC$/)
  })

  test('are refused in a zone or language that nobody knows, with a word beside the field', async () => {
    const ann = await panel.signIn('ann')
    const answer = await ann.post('/account', { locale: 'klingon!', timeZone: 'Mars/Olympus' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This language is not known here.')
    expect(answer.text).toContain('This time zone is not known here.')
    expect(answer.body).toContain('<option value="Mars/Olympus" selected>')
  })
})

describe('a password', () => {
  const changed = 'another long enough password'

  test('is changed by who knows it, which ends all other sessions', async () => {
    const [here, elsewhere] = [await panel.signIn('otto'), await panel.signIn('otto')]
    const before = here.cookieHeader()
    const form = { currentPassword: password, newPassword: changed }
    const answer = await here.post('/account/password', form)
    expect([answer.status, answer.headers.location]).toEqual([303, '/account'])
    expect(here.cookieHeader()).not.toBe(before)
    expect((await here.get('/account')).text).toContain('Your password was changed.')
    expect((await elsewhere.get('/account')).headers.location).toMatch(/^\/login/)
    const back = { currentPassword: changed, newPassword: password }
    expect((await here.post('/account/password', back)).status).toBe(303)
    expect((await panel.audit()).filter(({ action }) => action === 'user.change-password')).toEqual(
      [
        expect.objectContaining({
          outcome: 'done',
          actor: expect.objectContaining({ username: 'otto' }),
        }),
        expect.objectContaining({ outcome: 'done' }),
      ],
    )
    expect(panel.logged.join('')).not.toContain(changed)
  })

  test.each([
    [{ currentPassword: '', newPassword: changed }, 'Enter your current password.'],
    [{ currentPassword: password, newPassword: 'short' }, 'at least 12 characters'],
    [{ currentPassword: 'wrong', newPassword: changed }, 'This is not your current password.'],
  ])('stays as it is with %o', async (form, said) => {
    const vera = await panel.signIn('vera')
    const answer = await vera.post('/account/password', form)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(said)
    expect(answer.body).not.toContain(changed)
    expect((await panel.signIn('vera')).cookieHeader()).not.toBe('')
  })

  test('cannot be guessed at leisure by who found an open browser', async () => {
    const vera = await panel.signIn('vera')
    const guess = () =>
      vera.post('/account/password', { currentPassword: 'guess', newPassword: changed })
    const answers = []
    for (let nth = 0; nth < 7; nth += 1) answers.push((await guess()).status)
    expect(answers.at(0)).toBe(422)
    expect(answers.at(-1)).toBe(429)
    expect((await guess()).text).toContain('Too many attempts.')
  })
})
