import type { Actor } from '../../core/audit.ts'
import type { User } from '../../core/user.ts'
import type { UserStore } from '../../store/users.ts'
import type { Audit } from '../audit.ts'
import { userTarget } from './accounts.ts'
import type { PasswordCheck } from './password-check.ts'

export type SignIn = ReturnType<typeof signInService>

export type SignInResult =
  | { outcome: 'signed-in'; user: User }
  | { outcome: 'wrong' }
  | { outcome: 'throttled'; waitSeconds: number }

interface Deps {
  users: UserStore
  audit: Audit
  checkPassword: PasswordCheck
}

/** Signing in and out, with the audit behind. */
export function signInService({ users, audit, checkPassword }: Deps) {
  async function refuse(known: User | null, address: string) {
    // An unknown name is not kept: people type passwords into the wrong field.
    const { id, username } = known ?? { id: '', username: '(unknown name)' }
    const actor = { userId: null, username, address }
    const target = userTarget({ id, username })
    await audit.record({ actor, target, action: 'user.sign-in', outcome: 'refused' })
  }

  return {
    async attempt(username: string, password: string, address: string): Promise<SignInResult> {
      const verdict = await checkPassword(username, password, address)
      if (verdict.outcome === 'throttled') return verdict
      if (verdict.outcome === 'right') return { outcome: 'signed-in', user: verdict.user }
      await refuse(verdict.user, address)
      return { outcome: 'wrong' }
    },

    /** To be called once the new session exists. */
    async complete(user: User, address: string): Promise<void> {
      await users.recordSignIn(user.id, new Date())
      const actor = { userId: user.id, username: user.username, address }
      await audit.record({
        actor,
        target: userTarget(user),
        action: 'user.sign-in',
        outcome: 'done',
      })
    },

    async signOut(actor: Actor): Promise<void> {
      const target = userTarget({ id: actor.userId ?? '', username: actor.username })
      await audit.record({ actor, target, action: 'user.sign-out', outcome: 'done' })
    },
  }
}
