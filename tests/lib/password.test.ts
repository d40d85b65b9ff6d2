import { expect, test } from 'vitest'
import { hashPassword, isPassword } from '../../src/lib/password.ts'

test('a password is kept as argon2id, and salted', async () => {
  const [one, other] = await Promise.all([hashPassword('same'), hashPassword('same')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
})

test('only the right password matches', async () => {
  const hash = await hashPassword('pässwörd 🔑')
  expect(await isPassword('pässwörd 🔑', hash)).toBe(true)
  expect(await isPassword('passwort', hash)).toBe(false)
  expect(await isPassword('', hash)).toBe(false)
})

test('nobody’s password matches nothing', async () => {
  expect(await isPassword('nobody has this password', null)).toBe(false)
})
