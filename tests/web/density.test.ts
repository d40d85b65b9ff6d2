import { afterAll, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const to = paths()

test('rows stand as this browser was told, from the first byte of each page on', async () => {
  const vera = await panel.signIn('vera')
  expect((await vera.get(to.servers())).body).toContain('data-density="comfortable"')
  const answer = await vera.post(to.density(), { density: 'compact', next: '/servers?q=a' })
  expect([answer.status, answer.headers.location]).toEqual([303, '/servers?q=a'])
  expect(String(answer.headers['set-cookie'])).toMatch(/density=compact;.*HttpOnly; SameSite=Lax/)
  expect((await vera.get(to.servers())).body).toContain('data-density="compact"')
})

test('a strange density is refused, and the way back leads nowhere else', async () => {
  const vera = await panel.signIn('vera')
  const strange = await vera.post(to.density(), { density: '"><script>' })
  expect(strange.status).toBe(422)
  expect(String(strange.headers['set-cookie'])).not.toContain('density')
  const answer = await vera.post(to.density(), { density: 'compact', next: '//evil.example' })
  expect(answer.headers.location).toBe(to.home())
})
