import type { Actor } from '../../core/audit.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import type { Role } from '../../core/permissions.ts'
import type { User } from '../../core/user.ts'
import type { UserStore } from '../../store/users.ts'
import type { Audit } from '../audit.ts'

export type Accounts = ReturnType<typeof accountService>

/** How passwords are stored and compared; given by the floor that knows the algorithm. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** False also when there is no hash; takes the same time then. */
  matches(password: string, hash: string | null): Promise<boolean>
}

/** Who may sign in. */
export function accountService(deps: { users: UserStore; audit: Audit; passwords: Passwords }) {
  const { users, audit, passwords } = deps
  return {
    list: users.list,
    find: users.find,

    async create(actor: Actor, input: { username: string; password: string; role: Role }) {
      const passwordHash = await passwords.hash(input.password)
      const user = await users.create({ username: input.username, passwordHash, role: input.role })
      await audit.record({
        actor,
        target: userTarget(user),
        action: 'user.create',
        outcome: 'done',
      })
      return user
    },

    /** What adding them would refuse for a reason that only the panel knows, before it is tried. */
    async problems({ username }: { username: string }): Promise<{ username?: string }> {
      const isTaken = (await users.findWithPassword(username)) !== null
      return isTaken ? { username: `There is somebody called ${username.trim()} already.` } : {}
    },

    async get(id: string): Promise<User> {
      const user = await users.find(id)
      if (!user) throw new NotFound('There is no such person.')
      return user
    },

    /** In force from that person's next request on. @throws Conflict for oneself */
    async changeRole(actor: Actor, user: User, role: Role): Promise<void> {
      refuseOneself(actor, user)
      const detail = { from: user.role, to: role }
      await audit.around({ actor, target: userTarget(user), action: 'user.update', detail }, () =>
        users.setRole(user.id, role),
      )
    },

    /** @throws Conflict for oneself */
    async remove(actor: Actor, user: User): Promise<void> {
      refuseOneself(actor, user)
      await audit.around({ actor, target: userTarget(user), action: 'user.remove' }, async () => {
        await users.remove(user.id)
        await users.endSessions(user.id)
      })
    },

    /** Ends every session of that person too. */
    async resetPassword(actor: Actor, username: string, password: string): Promise<User> {
      const found = await users.findWithPassword(username)
      if (!found) throw new NotFound(`There is nobody called ${username}.`)
      const { user } = found
      await users.setPasswordHash(username, await passwords.hash(password))
      await users.endSessions(user.id)
      const target = userTarget(user)
      await audit.record({ actor, target, action: 'user.reset-password', outcome: 'done' })
      return user
    },
  }
}

function refuseOneself(actor: Actor, user: User): void {
  if (actor.userId === user.id) throw new Conflict('Only another admin can change that about you.')
}

export function userTarget(user: Pick<User, 'id' | 'username'>) {
  return { kind: 'user' as const, id: user.id, name: user.username }
}
