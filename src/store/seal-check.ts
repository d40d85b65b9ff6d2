import { type Sealer, Unsealable } from '../lib/seal.ts'
import type { Database } from './db.ts'

/** Whether APP_SECRET is the one that this database was used with. */
export type SealState = 'new' | 'matches' | 'previous' | 'mismatch'

const known = 'backupgram-admin'
const place = 'seal-check'
const row = { where: { id: 1 } }

/** A known text sealed with the key in use tells a wrong secret before any token is needed. */
export function sealCheck({ prisma }: Database, sealer: Sealer) {
  const sealed = () => sealer.seal(known, place)
  return {
    /** On a new database the present secret becomes the one in use. */
    async check(): Promise<SealState> {
      const { count } = await prisma.sealCheck.createMany({
        data: { sealed: sealed() },
        skipDuplicates: true,
      })
      const kept = await prisma.sealCheck.findUniqueOrThrow(row)
      if (!opens(sealer, kept.sealed)) return 'mismatch'
      if (!sealer.isCurrent(kept.sealed)) return 'previous'
      return count === 1 ? 'new' : 'matches'
    },

    /** The present secret is the one in use from now on. Only once every token opens with it. */
    async renew(): Promise<void> {
      const data = { sealed: sealed(), createdAt: new Date() }
      await prisma.sealCheck.upsert({ ...row, create: data, update: data })
    },
  }
}

function opens(sealer: Sealer, sealed: string): boolean {
  try {
    return sealer.open(sealed, place) === known
  } catch (error) {
    if (error instanceof Unsealable) return false
    throw error
  }
}
