import type { Actor } from '../../core/audit.ts'
import type { Preferences, User } from '../../core/user.ts'
import type { UserStore } from '../../store/users.ts'
import type { Audit } from '../audit.ts'
import { type Passwords, userTarget } from './accounts.ts'
import type { PasswordCheck } from './password-check.ts'

export type OwnAccount = ReturnType<typeof ownAccountService>

export type PasswordChange =
  | { outcome: 'changed' }
  | { outcome: 'wrong' }
  | { outcome: 'throttled'; waitSeconds: number }

interface Deps {
  users: UserStore
  audit: Audit
  passwords: Passwords
  checkPassword: PasswordCheck
}

/** What people change about themselves. */
export function ownAccountService({ users, audit, passwords, checkPassword }: Deps) {
  const act = (actor: Actor, user: User) => ({ actor, target: userTarget(user) })

  return {
    async choosePreferences(actor: Actor, user: User, preferences: Preferences): Promise<void> {
      await users.setPreferences(user.id, preferences)
      const action = 'user.change-preferences'
      await audit.record({ ...act(actor, user), action, outcome: 'done' })
    },

    /** Ends every session of that person: whoever had the old password is out. */
    async changePassword(
      actor: Actor,
      user: User,
      { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    ): Promise<PasswordChange> {
      const { username } = user
      const address = actor.address ?? 'unknown'
      const entry = { ...act(actor, user), action: 'user.change-password' as const }
      const verdict = await checkPassword(username, currentPassword, address)
      if (verdict.outcome === 'throttled') return verdict
      if (verdict.outcome === 'wrong') {
        await audit.record({ ...entry, outcome: 'refused' })
        return { outcome: 'wrong' }
      }
      await users.setPasswordHash(username, await passwords.hash(newPassword))
      await users.endSessions(user.id)
      await audit.record({ ...entry, outcome: 'done' })
      return { outcome: 'changed' }
    },
  }
}
