import { z } from 'zod'
import { roles } from '../../core/permissions.ts'
import { textOf } from './body.ts'
import { newPassword } from './password.ts'
import { newUsername } from './username.ts'

export type UserErrors = { username?: string; role?: string; password?: string }

const role = z.enum(roles, 'Choose a role.')
const newUser = z.object({ username: newUsername, role, password: newPassword })

/** The form for somebody new: what was typed, and what it means or what is wrong with it. */
export function readNewUser(body: unknown) {
  const values = { username: textOf(body, 'username'), role: textOf(body, 'role') }
  const parsed = newUser.safeParse({ ...values, password: textOf(body, 'password') })
  if (parsed.success) return { values, input: parsed.data, errors: {} as UserErrors }
  return { values, input: null, errors: errorsOf(parsed.error) }
}

export function readRole(body: unknown) {
  const parsed = role.safeParse(textOf(body, 'role'))
  if (parsed.success) return { role: parsed.data, errors: {} as UserErrors }
  return { role: null, errors: { role: 'Choose a role.' } as UserErrors }
}

export function readPasswordReset(body: unknown) {
  const parsed = newPassword.safeParse(textOf(body, 'password'))
  if (parsed.success) return { password: parsed.data, errors: {} as UserErrors }
  const [issue] = parsed.error.issues
  return { password: null, errors: { password: issue?.message ?? '' } as UserErrors }
}

function errorsOf(error: z.ZodError): UserErrors {
  return Object.fromEntries(error.issues.map(({ path, message }) => [path[0], message]))
}
