import { Conflict, NotFound } from '../core/errors.ts'
import type { Role } from '../core/permissions.ts'
import type { Database } from './db.ts'
import { storable } from './text.ts'

type Prisma = Database['prisma']
type Transaction = Parameters<Parameters<Prisma['$transaction']>[0]>[0]

/**
 * Changes after which there must still be somebody who may let people in. `forget` is called with
 * each, so that the next request meets the new rights.
 */
export function userRights(prisma: Prisma, forget: () => void) {
  /** Locks the admins first, so that two of them cannot take each other away at once. */
  async function keepingAnAdmin(change: (tx: Transaction) => Promise<{ count: number }>) {
    const changing = prisma.$transaction(async (tx) => {
      await tx.$queryRaw`select 1 from users where role = 'admin' order by id for update`
      const { count } = await change(tx)
      if (count === 0) throw new NotFound('There is no such person.')
      const admins = await tx.user.count({ where: { role: 'admin' } })
      if (admins === 0) throw new Conflict('There must be an admin left.')
    })
    await changing.finally(forget)
  }

  return {
    /** @throws Conflict when no admin would be left, NotFound */
    async setRole(id: string, role: Role): Promise<void> {
      const where = { id: storable(id) }
      await keepingAnAdmin((tx) => tx.user.updateMany({ where, data: { role } }))
    },

    /** @throws Conflict when no admin would be left, NotFound */
    async remove(id: string): Promise<void> {
      await keepingAnAdmin((tx) => tx.user.deleteMany({ where: { id: storable(id) } }))
    },
  }
}
