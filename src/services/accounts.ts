import type { Actor } from '../core/audit.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import type { Role } from '../core/permissions.ts'
import type { User } from '../core/user.ts'
import type { SetupStore } from '../store/setup.ts'
import type { UserStore } from '../store/users.ts'
import type { Audit } from './audit.ts'

export type Accounts = ReturnType<typeof accountService>

/** How passwords are stored and compared; given by the floor that knows the algorithm. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** False also when there is no hash; takes the same time then. */
  matches(password: string, hash: string | null): Promise<boolean>
}

interface Deps {
  users: UserStore
  setup: SetupStore
  audit: Audit
  passwords: Passwords
  /** The one-time code that opens `/setup`, derived from the database's nonce: the same on each instance. */
  setupCode: (nonce: string) => string
  isSameSecret: (a: string, b: string) => boolean
}

/** People: who may sign in, and how the first of them gets in. */
export function accountService(deps: Deps) {
  const { users, setup, audit, passwords } = deps

  const act = (actor: Actor, user: Pick<User, 'id' | 'username'>) => ({
    actor,
    target: { kind: 'user' as const, id: user.id, name: user.username },
  })

  return {
    list: users.list,
    find: users.find,

    /** Null when the name or the password is wrong; which of them is not told. */
    async authenticate(username: string, password: string): Promise<User | null> {
      const found = await users.findWithPassword(username)
      const isRight = await passwords.matches(password, found?.passwordHash ?? null)
      return isRight && found ? found.user : null
    },

    async recordSignIn(user: User, address: string | null): Promise<void> {
      await users.recordSignIn(user.id, new Date())
      const actor = { userId: user.id, username: user.username, address }
      await audit.record({ ...act(actor, user), action: 'user.sign-in', outcome: 'done' })
    },

    /** The name is as typed and may be anything, even a password typed into the wrong field: only its start is kept. */
    async recordRefusal(username: string, address: string | null): Promise<void> {
      const shown = username.slice(0, 64)
      const known = await users.findWithPassword(username)
      const name = known ? known.user.username : `${shown.slice(0, 2)}…`
      const actor = { userId: null, username: name, address }
      const target = { kind: 'user' as const, id: known?.user.id ?? '', name }
      await audit.record({ actor, target, action: 'user.sign-in', outcome: 'refused' })
    },

    async recordSignOut(actor: Actor): Promise<void> {
      const user = { id: actor.userId ?? '', username: actor.username }
      await audit.record({ ...act(actor, user), action: 'user.sign-out', outcome: 'done' })
    },

    /** The code that opens `/setup`, while there is nobody; null once it is closed for ever. */
    async openSetupCode(): Promise<string | null> {
      const state = await setup.state()
      return state.isOpen ? deps.setupCode(state.nonce) : null
    },

    /** @throws Conflict when the code is wrong or somebody was first. */
    async createFirst(code: string, username: string, password: string, address: string | null) {
      const expected = await this.openSetupCode()
      if (expected === null) throw new Conflict('The panel has been set up already.')
      if (!deps.isSameSecret(code.trim(), expected))
        throw new Conflict('That is not the code from the log.')
      const user = await users.createFirst({
        username,
        passwordHash: await passwords.hash(password),
      })
      const actor = { userId: user.id, username: user.username, address }
      await audit.record({ ...act(actor, user), action: 'user.create', outcome: 'done' })
      return user
    },

    async create(actor: Actor, input: { username: string; password: string; role: Role }) {
      const passwordHash = await passwords.hash(input.password)
      const user = await users.create({ username: input.username, passwordHash, role: input.role })
      await audit.record({ ...act(actor, user), action: 'user.create', outcome: 'done' })
      return user
    },

    /** Ends every session of that person too. */
    async resetPassword(actor: Actor, username: string, password: string): Promise<User> {
      const found = await users.findWithPassword(username)
      if (!found) throw new NotFound(`There is nobody called ${username}.`)
      await users.setPasswordHash(username, await passwords.hash(password))
      await users.endSessions(found.user.id)
      await audit.record({
        ...act(actor, found.user),
        action: 'user.reset-password',
        outcome: 'done',
      })
      return found.user
    },

    /** Makes the administrator of ADMIN_USERNAME when nobody is there yet; otherwise changes nothing. */
    async seedFirst(admin: { username: string; password: string }): Promise<boolean> {
      if ((await users.count()) > 0) return false
      const passwordHash = await passwords.hash(admin.password)
      try {
        await users.createFirst({ username: admin.username, passwordHash })
        return true
      } catch (error) {
        if (error instanceof Conflict) return false
        throw error
      }
    },
  }
}
