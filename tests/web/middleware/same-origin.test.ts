import { afterAll, describe, expect, test } from 'vitest'
import { aPanel } from '../../support/panel.ts'

const panel = await aPanel({ env: { BASE_URL: 'https://panel.example.org' } })
afterAll(() => panel[Symbol.asyncDispose]())

const otto = await panel.signIn('otto')

/** A form that changes nothing: it is refused (403), or reaches its handler (422). */
const form = { username: 'otto', password: '' }
const write = async (headers: Record<string, string>) =>
  (await panel.anonymous().post('/login', form, headers)).status

describe('a form', () => {
  test.each([
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'https://panel.example.org' }],
    [{ origin: 'https://panel.example.org', host: 'rewritten-by-a-proxy:3000' }],
    [{ origin: 'http://lan.example:3000', host: 'lan.example:3000' }],
    [{}], // no browser's: a script has no cookie that it did not fetch itself
  ])('of our own is taken: %o', async (headers) => {
    expect(await write(headers)).toBe(422)
  })

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://panel.example.org' }],
    [{ 'sec-fetch-site': 'nonsense' }],
    [{ 'sec-fetch-site': '' }],
    [{ origin: 'null' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://evil.panel.example.org' }],
    [{ origin: 'http://panel.example.org' }],
    [{ origin: 'https://panel.example.org:8443' }],
    [{ origin: 'not an origin', host: '' }],
  ])('of another site is refused: %o', async (headers) => {
    expect(await write(headers)).toBe(403)
  })

  test('refused does nothing, and says so on a page of ours', async () => {
    const answer = await otto.post('/logout', {}, { 'sec-fetch-site': 'cross-site' })
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('This form was sent from another site, so nothing was done.')
    expect((await otto.get('/account')).status).toBe(200)
  })
})

test.each(['GET', 'HEAD'])('%s may come from anywhere', async (method) => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  expect((await otto.send('/servers', { method, headers })).status).toBe(200)
})
