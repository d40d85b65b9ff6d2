import type { User } from '../../core/user.ts'
import type { UserStore } from '../../store/users.ts'
import type { Passwords } from './accounts.ts'

export type PasswordCheck = ReturnType<typeof passwordCheck>

/** Slows down guessing by account and address together; never locks an account for good. */
interface Throttle {
  /** Counts one try. Seconds to wait before the next one, or 0. */
  take(username: string, address: string): Promise<number>
  giveBack(username: string, address: string): Promise<void>
}

export type PasswordVerdict =
  | { outcome: 'right'; user: User }
  /** `user`: whose account it is, where there is one of that name. */
  | { outcome: 'wrong'; user: User | null }
  | { outcome: 'throttled'; waitSeconds: number }

interface Deps {
  users: Pick<UserStore, 'findWithPassword'>
  passwords: Passwords
  throttle: Throttle
}

/** Whether somebody knows the password of an account, wherever one is asked for. */
export function passwordCheck({ users, passwords, throttle }: Deps) {
  return async (username: string, password: string, address: string): Promise<PasswordVerdict> => {
    const waitSeconds = await throttle.take(username, address)
    if (waitSeconds > 0) return { outcome: 'throttled', waitSeconds }
    const found = await users.findWithPassword(username)
    const isRight = await passwords.matches(password, found?.passwordHash ?? null)
    if (!isRight || !found) return { outcome: 'wrong', user: found?.user ?? null }
    await throttle.giveBack(username, address)
    return { outcome: 'right', user: found.user }
  }
}
