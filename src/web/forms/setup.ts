import { z } from 'zod'
import { textOf } from './body.ts'
import { newPassword } from './password.ts'
import { ruled, type TextRule } from './text-rule.ts'
import { newUsername } from './username.ts'

export const setupCodeRule: TextRule = { missing: 'Enter the code from the log.' }

const schema = z.object({
  code: ruled(z.string().trim(), setupCodeRule),
  username: newUsername,
  password: newPassword,
})

/** The form of the first administrator: what was typed, and what is wrong with it or what it means. */
export function readSetupForm(body: unknown) {
  const values = {
    code: textOf(body, 'code'),
    username: textOf(body, 'username'),
    password: textOf(body, 'password'),
  }
  const parsed = schema.safeParse(values)
  if (parsed.success) return { values, input: parsed.data, errors: {} }
  const errors = Object.fromEntries(
    parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]),
  )
  return { values, input: null, errors }
}
