import { z } from 'zod'
import { minPasswordLength } from '../../core/user.ts'
import { textOf } from './body.ts'
import { ruled, type TextRule } from './text-rule.ts'

const maxPasswordLength = 1024

/** What a new password has to be, wherever one is chosen. */
export const newPasswordRule: TextRule = {
  least: {
    count: minPasswordLength,
    sentence: `A password needs at least ${minPasswordLength} characters.`,
  },
  most: {
    count: maxPasswordLength,
    sentence: `A password may have at most ${maxPasswordLength} characters.`,
  },
}

export const currentPasswordRule: TextRule = { missing: 'Enter your current password.' }

export const newPassword = ruled(z.string(), newPasswordRule)

export type PasswordErrors = { currentPassword?: string; newPassword?: string }

const schema = z.object({
  currentPassword: ruled(z.string().max(maxPasswordLength), currentPasswordRule),
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
