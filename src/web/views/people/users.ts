import type { User } from '../../../core/user.ts'
import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'

export interface UsersView extends Framed {
  newHref: string
  rows: {
    username: string
    href: string
    isSelf: boolean
    role: string
    createdAt: TimeView
    lastSignInAt: TimeView | null
  }[]
}

/** Who may sign in. `self`: who looks. */
export function usersView(users: User[], self: User, viewer: Viewer): UsersView {
  const { paths, format, now } = viewer
  return {
    frame: { title: 'People', section: 'person', crumbs: [], header: null },
    newHref: paths.newUser(),
    rows: users.map((user) => ({
      username: user.username,
      href: user.id === self.id ? paths.account() : paths.user(user.id),
      isSelf: user.id === self.id,
      role: user.role,
      createdAt: format.time(user.createdAt),
      lastSignInAt: user.lastSignInAt && format.ago(user.lastSignInAt, now),
    })),
  }
}
