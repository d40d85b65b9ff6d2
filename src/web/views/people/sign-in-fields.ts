import { minPasswordLength } from '../../../core/user.ts'
import { newPasswordRule } from '../../forms/password.ts'
import { usernameRule } from '../../forms/username.ts'
import { type Field, field, type Given } from '../pieces/field.ts'

/** Who signs in. */
export function usernameField(given: Partial<Given> = {}): Field {
  return field({
    name: 'username',
    label: 'Username',
    autocomplete: 'username',
    required: true,
    ...given,
  })
}

export function newUsernameField(given: Partial<Given> = {}): Field {
  return usernameField({ rule: usernameRule, ...given })
}

/** A password that somebody has. */
export function passwordField(given: Partial<Given> = {}): Field {
  return field({
    name: 'password',
    label: 'Password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    ...given,
  })
}

interface NewPassword extends Partial<Given> {
  /** What to keep in mind, beside how long it has to be. */
  advice: string
  /** The page comes back because of something else: the field is empty, for no password ever is. */
  isAskedAgain?: boolean
}

/** A password that is being chosen. */
export function newPasswordField({ advice, isAskedAgain = false, ...given }: NewPassword): Field {
  const isLost = isAskedAgain && !given.error
  return passwordField({
    autocomplete: 'new-password',
    help: `At least ${minPasswordLength} characters. ${advice}`,
    warning: isLost ? askedAgain : null,
    rule: newPasswordRule,
    ...given,
  })
}

/** Said to those who choose their own. */
export const ownPasswordAdvice = 'A few unrelated words are easy to keep in mind.'

export const askedAgain = 'Type it again: a password is never sent back to the browser.'
