import type { Actor } from '../core/audit.ts'
import type { User } from '../core/user.ts'
import type { UserStore } from '../store/users.ts'
import { type Passwords, userTarget } from './accounts.ts'
import type { Audit } from './audit.ts'

export type SignIn = ReturnType<typeof signInService>

/** Slows down guessing by account and address together; never locks an account for good. */
export interface Throttle {
  /** Counts one try. Seconds to wait before the next one, or 0. */
  take(username: string, address: string): Promise<number>
  giveBack(username: string, address: string): Promise<void>
}

export type SignInResult =
  | { outcome: 'signed-in'; user: User }
  | { outcome: 'wrong' }
  | { outcome: 'throttled'; waitSeconds: number }

interface Deps {
  users: UserStore
  audit: Audit
  passwords: Passwords
  throttle: Throttle
}

/** Checking a name and a password, with the throttle around and the audit behind. */
export function signInService({ users, audit, passwords, throttle }: Deps) {
  async function refuse(known: User | undefined, address: string) {
    // An unknown name is not kept: people type passwords into the wrong field.
    const { id, username } = known ?? { id: '', username: '(unknown name)' }
    const actor = { userId: null, username, address }
    const target = userTarget({ id, username })
    await audit.record({ actor, target, action: 'user.sign-in', outcome: 'refused' })
  }

  return {
    async attempt(username: string, password: string, address: string): Promise<SignInResult> {
      const waitSeconds = await throttle.take(username, address)
      if (waitSeconds > 0) return { outcome: 'throttled', waitSeconds }
      const found = await users.findWithPassword(username)
      const isRight = await passwords.matches(password, found?.passwordHash ?? null)
      if (!isRight || !found) {
        await refuse(found?.user, address)
        return { outcome: 'wrong' }
      }
      await throttle.giveBack(username, address)
      return { outcome: 'signed-in', user: found.user }
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
