import { Conflict, NotFound } from '../core/errors.ts'
import { type Role, roles } from '../core/permissions.ts'
import type { Preferences, User } from '../core/user.ts'
import { briefly } from './briefly.ts'
import type { Database } from './db.ts'
import { isDuplicate, isMissing, withoutValues } from './faults.ts'
import type { User as UserRow } from './generated/client.ts'
import { keyOf, storable } from './text.ts'
import { userRights } from './user-rights.ts'

export type UserStore = ReturnType<typeof userStore>

interface NewUser {
  username: string
  passwordHash: string
}

/** Who can sign in. Usernames that differ only in case are the same. */
export function userStore({ prisma, pool }: Database) {
  const { find, forget } = briefly(async (id: string): Promise<User | null> => {
    const row = await prisma.user.findUnique({ where: { id: storable(id) } })
    return row && toUser(row)
  })

  const change = async (id: string, data: Partial<UserRow>): Promise<void> => {
    await prisma.user.updateMany({ where: { id: storable(id) }, data }).finally(forget)
  }

  return {
    count: () => prisma.user.count(),

    async list(): Promise<User[]> {
      return (await prisma.user.findMany({ orderBy: { usernameKey: 'asc' } })).map(toUser)
    },

    find,

    async findWithPassword(username: string): Promise<{ user: User; passwordHash: string } | null> {
      const row = await prisma.user.findUnique({ where: { usernameKey: keyOf(username) } })
      return row && { user: toUser(row), passwordHash: row.passwordHash }
    },

    /** @throws Conflict when the name is taken */
    async create(input: NewUser & { role: Role }): Promise<User> {
      return saved(input.username, () => prisma.user.create({ data: toRow(input) }))
    },

    /**
     * Makes the first administrator. Whoever closes the setup first may do so; a failure after
     * that opens it again with the rest of the transaction.
     * @throws Conflict once setup is closed
     */
    async createFirst(input: NewUser): Promise<User> {
      return saved(input.username, () =>
        prisma.$transaction(async (tx) => {
          const open = { closedAt: null }
          const { count } = await tx.setup.updateMany({
            where: open,
            data: { closedAt: new Date() },
          })
          if (count === 0) throw new Conflict('The panel has been set up already.')
          return tx.user.create({ data: toRow({ ...input, role: 'admin' }) })
        }),
      )
    },

    /** @throws NotFound */
    async setPasswordHash(username: string, passwordHash: string): Promise<void> {
      const where = { usernameKey: keyOf(username) }
      await saved(username, () => prisma.user.update({ where, data: { passwordHash } }))
    },

    setPreferences: (id: string, { locale, timeZone }: Preferences) =>
      change(id, { locale, timeZone }),

    recordSignIn: (id: string, at: Date) => change(id, { lastSignInAt: at }),

    /** Signs that person out everywhere, or everywhere but in one session. */
    async endSessions(userId: string, exceptSid = ''): Promise<void> {
      const ofUser = `delete from session where sess #>> '{passport,user}' = $1 and sid <> $2`
      await pool.query(ofUser, [storable(userId), exceptSid])
    },

    ...userRights(prisma, forget),
  }
}

async function saved(username: string, save: () => Promise<UserRow>): Promise<User> {
  try {
    return toUser(await save())
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is somebody called ${username} already.`)
    if (isMissing(error)) throw new NotFound(`There is nobody called ${username}.`)
    throw withoutValues(error)
  }
}

function toRow({ username, ...rest }: NewUser & { role: Role }) {
  return { ...rest, username: storable(username), usernameKey: keyOf(username) }
}

function toUser(row: UserRow): User {
  const { id, username, role, locale, timeZone, createdAt, lastSignInAt } = row
  const preferences = { locale, timeZone }
  return { id, username, role: toRole(role), preferences, createdAt, lastSignInAt }
}

/** The database checks the role too, so anything else is a fault of ours. */
function toRole(text: string): Role {
  const role = roles.find((known) => known === text)
  if (!role) throw new Error(`The database has a role that is unknown here: ${text}`)
  return role
}
