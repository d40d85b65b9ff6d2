import type { Database } from './db.ts'

export type SetupStore = ReturnType<typeof setupStore>

/** Whether the first administrator may still be made. The database itself closes it, for ever. */
export function setupStore({ prisma }: Database) {
  return {
    /** The nonce is random and the same for every instance on this database. */
    async state(): Promise<{ isOpen: boolean; nonce: string }> {
      const { nonce, closedAt } = await prisma.setup.findUniqueOrThrow({ where: { id: 1 } })
      return { isOpen: closedAt === null, nonce }
    },
  }
}
