import { may, type Permission } from '../../core/permissions.ts'
import type { User } from '../../core/user.ts'
import type { TimeView } from '../format.ts'
import { type Field, field } from './field.ts'
import { bareFrame, type Framed } from './frame.ts'
import type { Viewer } from './viewer.ts'

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
    username: field({
      name: 'username',
      label: 'Username',
      value: form.username,
      autocomplete: 'username',
      required: true,
      autofocus: form.username === '',
    }),
    password: field({
      name: 'password',
      label: 'Password',
      type: 'password',
      autocomplete: 'current-password',
      required: true,
      autofocus: form.username !== '',
    }),
  }
}

export interface AccountView extends Framed {
  username: string
  role: string
  createdAt: TimeView
  lastSignInAt: TimeView | null
  rights: { text: string; isGranted: boolean }[]
  logoutAction: string
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
  ['audit.see', 'Read the audit log'],
]

export function accountView(user: User, { paths, format, now }: Viewer): AccountView {
  return {
    frame: {
      title: 'Your account',
      section: null,
      crumbs: [],
      header: null,
    },
    username: user.username,
    role: user.role,
    createdAt: format.time(user.createdAt),
    lastSignInAt: user.lastSignInAt && format.ago(user.lastSignInAt, now),
    rights: rightWordings.map(([permission, text]) => ({
      text,
      isGranted: may(user.role, permission),
    })),
    logoutAction: paths.logout(),
  }
}
