import { may, type Permission } from '../../../core/permissions.ts'
import type { User } from '../../../core/user.ts'
import type { TimeView } from '../../format.ts'
import { currentPasswordRule, type PasswordErrors } from '../../forms/password.ts'
import type { SentPreferences } from '../../forms/preferences.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import {
  type ErrorSummary,
  errorSummary,
  type Field,
  type SelectField,
  selectField,
} from '../pieces/field.ts'
import { localeChoices, timeZoneChoices } from './preference-choices.ts'
import { askedAgain, newPasswordField, ownPasswordAdvice, passwordField } from './sign-in-fields.ts'

export interface AccountView extends Framed {
  username: string
  role: string
  createdAt: TimeView
  lastSignInAt: TimeView | null
  rights: { text: string; isGranted: boolean }[]
  summary: ErrorSummary | null
  preferences: { action: string; locale: SelectField; timeZone: SelectField; example: string }
  password: { action: string; current: Field; next: Field }
  logoutAction: string
}

/** What was sent, when something about it is wrong. */
export interface AccountForms extends Pick<SentPreferences, 'values' | 'errors'> {
  passwordErrors: PasswordErrors
}

export function valuesOf({ preferences }: User): SentPreferences['values'] {
  return { locale: preferences.locale ?? '', timeZone: preferences.timeZone ?? '' }
}

export function accountView(user: User, forms: AccountForms, viewer: Viewer): AccountView {
  const { paths, format, now } = viewer
  const preferences = preferenceFields(forms)
  const password = passwordFields(forms.passwordErrors)
  const summary = errorSummary([...Object.values(preferences), ...Object.values(password)])
  const title = summary ? 'Error: Your account' : 'Your account'
  return {
    frame: { title, section: null, crumbs: [], header: null },
    username: user.username,
    role: user.role,
    createdAt: format.time(user.createdAt),
    lastSignInAt: user.lastSignInAt && format.ago(user.lastSignInAt, now),
    rights: rightWordings.map(([permission, text]) => ({
      text,
      isGranted: may(user.role, permission),
    })),
    summary,
    preferences: {
      action: paths.account(),
      ...preferences,
      example: [format.time(now).text, format.size(1_234_500_000)].join(' · '),
    },
    password: { action: paths.password(), ...password },
    logoutAction: paths.logout(),
  }
}

const rightWordings: [Permission, string][] = [
  ['server.see', 'See servers and their state'],
  ['backup.see', 'See backups and jobs'],
  ['backup.download', 'Download dumps'],
  ['backup.run', 'Run backups'],
  ['backup.restore', 'Restore dumps'],
  ['backup.remove', 'Delete dumps'],
  ['settings.change', 'Change a server’s settings'],
  ['server.change', 'Add, change and delete servers'],
  ['alert.see', 'See open problems'],
  ['alert.change', 'Decide who is told of problems'],
  ['audit.see', 'Read the audit log'],
  ['user.change', 'Manage people and their roles'],
]

function preferenceFields({ values, errors }: AccountForms) {
  return {
    locale: selectField({
      name: 'locale',
      label: 'Dates and numbers as in',
      value: values.locale,
      error: errors.locale ?? null,
      choices: localeChoices(),
    }),
    timeZone: selectField({
      name: 'timeZone',
      label: 'Time zone',
      value: values.timeZone,
      error: errors.timeZone ?? null,
      choices: timeZoneChoices(),
    }),
  }
}

/** Both are asked for again when either is wrong. */
function passwordFields({ currentPassword, newPassword }: PasswordErrors) {
  const isAskedAgain = Boolean(currentPassword ?? newPassword)
  return {
    current: passwordField({
      name: 'currentPassword',
      label: 'Current password',
      error: currentPassword ?? null,
      warning: isAskedAgain && !currentPassword ? askedAgain : null,
      rule: currentPasswordRule,
    }),
    next: newPasswordField({
      name: 'newPassword',
      label: 'New password',
      advice: ownPasswordAdvice,
      error: newPassword ?? null,
      isAskedAgain,
    }),
  }
}
