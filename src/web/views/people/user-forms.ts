import type { Role } from '../../../core/permissions.ts'
import type { User } from '../../../core/user.ts'
import type { UserErrors } from '../../forms/user.ts'
import type { Frame, Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import {
  type ErrorSummary,
  errorSummary,
  type Field,
  type SelectField,
  selectField,
} from '../pieces/field.ts'
import type { RemovalView } from '../pieces/removal.ts'
import { newPasswordField, newUsernameField } from './sign-in-fields.ts'

export interface NewUserView extends Framed {
  action: string
  checkAction: string
  cancelHref: string
  summary: ErrorSummary | null
  username: Field
  role: SelectField
  password: Field
}

export interface UserView extends Framed {
  username: string
  summary: ErrorSummary | null
  role: { action: string; field: SelectField }
  password: { action: string; field: Field }
  removalHref: string
}

export function newUserView(
  { values, errors }: { values: { username: string; role: string }; errors: UserErrors },
  { paths }: Viewer,
): NewUserView {
  const fields = {
    username: newUsernameField({
      value: values.username,
      error: errors.username ?? null,
      autocomplete: 'off',
      autofocus: true,
    }),
    role: roleField(values.role, errors),
    password: newPasswordField({
      advice: handingOver,
      error: errors.password ?? null,
      isAskedAgain: Object.keys(errors).length > 0,
    }),
  }
  const summary = errorSummary(Object.values(fields))
  return {
    frame: frame('Add a person', summary, [{ text: 'Add a person', href: null }], paths.users()),
    action: paths.users(),
    checkAction: paths.newUserCheck(),
    cancelHref: paths.users(),
    summary,
    ...fields,
  }
}

export function userView(user: User, errors: UserErrors, { paths }: Viewer): UserView {
  const role = roleField(user.role, errors)
  const password = newPasswordField({
    label: 'New password',
    advice: handingOver,
    error: errors.password ?? null,
  })
  const summary = errorSummary([role, password])
  const { id, username } = user
  return {
    frame: frame(username, summary, [{ text: username, href: null }], paths.users()),
    username,
    summary,
    role: { action: paths.user(id), field: role },
    password: { action: paths.userPassword(id), field: password },
    removalHref: paths.userRemoval(id),
  }
}

export function userRemovalView({ id, username }: User, { paths }: Viewer): RemovalView {
  const heading = `Delete ${username}?`
  const crumbs = [
    { text: username, href: paths.user(id) },
    { text: 'Delete', href: null },
  ]
  return {
    frame: frame(heading, null, crumbs, paths.users()),
    confirmation: {
      heading,
      consequences: [
        `${username} is signed out everywhere at once, and cannot sign in again.`,
        'The audit log keeps what was done under this name.',
      ],
      action: paths.userRemoval(id),
      submitText: 'Delete person',
      cancelHref: paths.user(id),
      summary: null,
      typed: null,
    },
  }
}

const roleChoices: { value: Role; label: string }[] = [
  { value: 'viewer', label: 'Viewer: sees servers, backups and settings' },
  { value: 'operator', label: 'Operator: also runs, downloads, restores and deletes' },
  { value: 'admin', label: 'Admin: also changes servers, settings and people' },
]

function roleField(value: string, errors: UserErrors): SelectField {
  return selectField({
    name: 'role',
    label: 'Role',
    value,
    error: errors.role ?? null,
    choices: roleChoices,
  })
}

const handingOver = 'Hand it over in person; they can change it in their account.'

function frame(
  title: string,
  summary: ErrorSummary | null,
  crumbs: Frame['crumbs'],
  usersHref: string,
): Frame {
  return {
    title: summary ? `Error: ${title}` : title,
    section: 'person',
    crumbs: [{ text: 'People', href: usersHref }, ...crumbs],
    header: null,
  }
}
