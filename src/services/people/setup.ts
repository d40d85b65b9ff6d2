import { Conflict } from '../../core/errors.ts'
import type { User } from '../../core/user.ts'
import type { SetupStore } from '../../store/setup.ts'
import type { UserStore } from '../../store/users.ts'
import type { Audit } from '../audit.ts'
import { type Passwords, userTarget } from './accounts.ts'

export type Setup = ReturnType<typeof setupService>

interface Deps {
  users: UserStore
  setup: SetupStore
  audit: Audit
  passwords: Passwords
  /** Derived from the database's nonce and APP_SECRET, so that every instance prints the same. */
  deriveCode: (nonce: string) => string
  isSameSecret: (a: string, b: string) => boolean
}

/** How the first administrator gets in. The database closes it for ever once anybody exists. */
export function setupService({ users, setup, audit, passwords, deriveCode, isSameSecret }: Deps) {
  async function openCode(): Promise<string | null> {
    const state = await setup.state()
    return state.isOpen ? deriveCode(state.nonce) : null
  }

  async function createFirst(username: string, password: string, address: string | null) {
    const user = await users.createFirst({ username, passwordHash: await passwords.hash(password) })
    const actor = { userId: user.id, username, address }
    await audit.record({ actor, target: userTarget(user), action: 'user.create', outcome: 'done' })
    return user
  }

  return {
    /** The one-time code while there is nobody; null once setup is closed. */
    openCode,

    /** @throws Conflict when the code is wrong or somebody was first. */
    async create(
      input: { code: string; username: string; password: string },
      address: string | null,
    ): Promise<User> {
      const code = await openCode()
      if (code === null) throw new Conflict('The panel has been set up already.')
      if (!isSameSecret(input.code.trim(), code)) {
        throw new Conflict('That is not the code that the panel printed in its log.')
      }
      return createFirst(input.username, input.password, address)
    },

    /** Makes the administrator of ADMIN_USERNAME when nobody is there yet; false when somebody is. */
    async seed(admin: { username: string; password: string }): Promise<boolean> {
      if ((await openCode()) === null) return false
      try {
        await createFirst(admin.username, admin.password, null)
        return true
      } catch (error) {
        if (error instanceof Conflict) return false
        throw error
      }
    },
  }
}
