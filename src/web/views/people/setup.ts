import { setupCodeRule } from '../../forms/setup.ts'
import { bareFrame, type Framed } from '../frame/frame.ts'
import { type ErrorSummary, errorSummary, type Field, field } from '../pieces/field.ts'
import { newPasswordField, newUsernameField, ownPasswordAdvice } from './sign-in-fields.ts'

export interface SetupView extends Framed {
  action: string
  summary: ErrorSummary | null
  code: Field
  username: Field
  password: Field
}

export interface SetupForm {
  code: string
  username: string
  errors: { code?: string; username?: string; password?: string; form?: string }
}

export function setupView({ code, username, errors }: SetupForm, action: string): SetupView {
  const fields = {
    code: field({
      name: 'code',
      label: 'Setup code',
      help: 'Printed in the panel’s log at its start. It works once.',
      value: code,
      error: errors.code ?? null,
      autocomplete: 'one-time-code',
      required: true,
      autofocus: true,
      rule: setupCodeRule,
    }),
    username: newUsernameField({ value: username, error: errors.username ?? null }),
    password: newPasswordField({
      advice: ownPasswordAdvice,
      error: errors.password ?? null,
      isAskedAgain: Object.keys(errors).length > 0,
    }),
  }
  const summary = errorSummary(Object.values(fields), errors.form ? [errors.form] : [])
  return {
    frame: bareFrame(summary ? 'Error: Set up the panel' : 'Set up the panel'),
    action,
    summary,
    ...fields,
  }
}
