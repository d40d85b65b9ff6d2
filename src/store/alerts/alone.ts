import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'

/** Any number will do that nobody else uses. */
const lock = 5_106_270_417n

/**
 * Does work that must be done in order, in one transaction, by one instance at a time. Gives
 * `otherwise` at once when another is at it: that one does what is to be done.
 */
export function aloneInTransaction<T>(
  { prisma }: Pick<Database, 'prisma'>,
  otherwise: T,
  work: (tx: Prisma.TransactionClient) => Promise<T>,
): Promise<T> {
  return prisma.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ isMine: boolean }[]>`
      select pg_try_advisory_xact_lock(${lock}) as "isMine"`
    return row?.isMine ? work(tx) : otherwise
  })
}
