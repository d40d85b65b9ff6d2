import { waitTime } from '../../../core/wording.ts'
import { bareFrame, type Framed } from '../frame/frame.ts'
import type { Field } from '../pieces/field.ts'
import { passwordField, usernameField } from './sign-in-fields.ts'

export interface SignInView extends Framed {
  action: string
  next: string
  error: string | null
  /** The browser would drop our cookie: the panel's own address is https and this is http. */
  insecureNotice: { address: string } | null
  username: Field
  password: Field
}

export interface SignInForm {
  username: string
  next: string
  error: string | null
  /** The https address that the panel is configured for, when this request came over http. */
  secureAddress: string | null
}

export function signInView(form: SignInForm, action: string): SignInView {
  return {
    frame: bareFrame(form.error ? 'Error: Sign in' : 'Sign in'),
    action,
    next: form.next,
    error: form.error,
    insecureNotice: form.secureAddress === null ? null : { address: form.secureAddress },
    username: usernameField({ value: form.username, autofocus: form.username === '' }),
    password: passwordField({ autofocus: form.username !== '' }),
  }
}

/** Why a password was not taken: it is wrong, or nobody looked at it after too many others. */
export function refusalText(waitSeconds: number, wrong: string): string {
  if (waitSeconds === 0) return wrong
  return `Too many attempts. Try again in ${waitTime(waitSeconds)}.`
}
