import { Conflict, NotFound, RemoteError } from '../core/errors.ts'
import type { BackupServer } from '../core/server.ts'
import { type Sealer, Unsealable } from '../lib/seal.ts'
import type { PrismaClient, Server } from './generated/client.ts'
import { storable } from './text.ts'

type SealedRow = Pick<Server, 'id' | 'sealedToken'>

const columns = { id: true, sealedToken: true } as const

/** The tokens of the backup servers. Nothing here ever replaces one that does not open. */
export function serverTokens(prisma: PrismaClient, sealer: Sealer) {
  return {
    /**
     * For the address that it was stored with: whoever holds the server as it was before a change must
     * not send the new token to the old address.
     * @throws RemoteError `token-unreadable` when APP_SECRET no longer opens it, Conflict, NotFound
     */
    async token({ id, baseUrl }: Pick<BackupServer, 'id' | 'baseUrl'>): Promise<string> {
      const select = { ...columns, baseUrl: true }
      const row = await prisma.server.findUnique({ where: { id: storable(id) }, select })
      if (!row) throw new NotFound('There is no such backup server.')
      if (row.baseUrl !== baseUrl)
        throw new Conflict('The server was given another address just now. Load the page again.')
      const token = openToken(sealer, row)
      if (token === null) throw new RemoteError('token-unreadable')
      return token
    },

    /** Ids of the servers whose token does not open with the present keys. */
    async unreadable(): Promise<string[]> {
      const rows = await prisma.server.findMany({ select: columns })
      return rows.filter((row) => openToken(sealer, row) === null).map(({ id }) => id)
    },

    /** Seals with the present key what the previous one had sealed; tells how many. */
    async reseal(): Promise<number> {
      const rows = await prisma.server.findMany({ select: columns })
      const old = rows.filter((row) => !sealer.isCurrent(row.sealedToken))
      const counts = await Promise.all(old.map((row) => resealRow(prisma, sealer, row)))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}

export function sealToken(sealer: Sealer, id: string, token: string): string {
  return sealer.seal(token, placeOf(id))
}

const placeOf = (id: string) => `server:${id}:token`

function openToken(sealer: Sealer, row: SealedRow): string | null {
  try {
    return sealer.open(row.sealedToken, placeOf(row.id))
  } catch (error) {
    if (error instanceof Unsealable) return null
    throw error
  }
}

async function resealRow(prisma: PrismaClient, sealer: Sealer, row: SealedRow): Promise<number> {
  const token = openToken(sealer, row)
  if (token === null) return 0
  const data = { sealedToken: sealToken(sealer, row.id, token) }
  // The old value is part of the condition: somebody may give it another token just now.
  return (await prisma.server.updateMany({ where: row, data })).count
}
