import { z } from 'zod'
import { usernamePattern } from '../../core/user.ts'
import { textOf } from './body.ts'
import { newPassword } from './password.ts'

const schema = z.object({
  code: z.string().trim().min(1, 'Enter the code from the log.'),
  username: z
    .string()
    .trim()
    .min(1, 'Enter a username.')
    .max(64, 'A username may have at most 64 characters.')
    .regex(usernamePattern, 'A username has no spaces.'),
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
