import { z } from 'zod'
import { minPasswordLength } from '../../core/user.ts'
import { textOf } from './body.ts'

const maxPasswordLength = 1024

/** What a new password has to be, wherever one is chosen. */
export const newPassword = z
  .string()
  .min(minPasswordLength, `A password needs at least ${minPasswordLength} characters.`)
  .max(maxPasswordLength, `A password may have at most ${maxPasswordLength} characters.`)

export type PasswordErrors = { currentPassword?: string; newPassword?: string }

const schema = z.object({
  currentPassword: z.string().min(1, 'Enter your current password.').max(maxPasswordLength),
  newPassword,
})

/** The form in which somebody changes their own password. Nothing of it is ever handed back. */
export function readPasswordChange(body: unknown) {
  const parsed = schema.safeParse({
    currentPassword: textOf(body, 'currentPassword'),
    newPassword: textOf(body, 'newPassword'),
  })
  if (parsed.success) return { input: parsed.data, errors: {} as PasswordErrors }
  const errors: PasswordErrors = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [path[0], message]),
  )
  return { input: null, errors }
}
