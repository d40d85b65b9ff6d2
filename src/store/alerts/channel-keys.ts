import type { Sealer } from '../../lib/seal.ts'
import type { PrismaClient } from '../generated/client.ts'
import { openValues, sealValues } from './sealed-values.ts'

/** The one place in which the secrets of a channel open. */
export const placeOf = (id: string) => `alert-channel:${id}:secrets`

const columns = { id: true, sealedSecrets: true } as const

/** The secrets of all channels when the key changes. Nothing here ever replaces what does not open. */
export function alertChannelKeys(prisma: PrismaClient, sealer: Sealer) {
  const list = () => prisma.alertChannel.findMany({ select: columns })
  const open = ({ id, sealedSecrets }: { id: string; sealedSecrets: string }) =>
    openValues(sealer, placeOf(id), sealedSecrets)

  return {
    /** Ids of the channels whose secrets do not open with the present keys. */
    async unreadable(): Promise<string[]> {
      return (await list()).filter((row) => open(row) === null).map(({ id }) => id)
    },

    /** Seals with the present key what the previous one had sealed; tells how many. */
    async reseal(): Promise<number> {
      let count = 0
      for (const row of await list()) {
        const secrets = sealer.isCurrent(row.sealedSecrets) ? null : open(row)
        if (secrets === null) continue
        const data = { sealedSecrets: sealValues(sealer, placeOf(row.id), secrets) }
        // The old value is part of the condition: somebody may give it another just now.
        count += (await prisma.alertChannel.updateMany({ where: row, data })).count
      }
      return count
    },
  }
}
