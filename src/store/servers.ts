import { randomUUID } from 'node:crypto'
import { Conflict, NotFound } from '../core/errors.ts'
import type { DatabaseMaxAge } from '../core/max-age.ts'
import type { BackupServer, ServerInput } from '../core/server.ts'
import type { Sealer } from '../lib/seal.ts'
import { briefly } from './briefly.ts'
import type { Database } from './db.ts'
import { isDuplicate, isMissing, withoutValues } from './faults.ts'
import type { Server } from './generated/client.ts'
import { watchAfresh } from './monitor/tasks.ts'
import { sealToken, serverTokens } from './server-tokens.ts'
import { keyOf, storable } from './text.ts'

export type ServerStore = ReturnType<typeof serverStore>

/** The backup servers, and the one exit of their tokens. */
export function serverStore({ prisma, pool }: Database, sealer: Sealer) {
  async function findNow(id: string): Promise<BackupServer | null> {
    const row = await prisma.server.findUnique({ where: { id: storable(id) } })
    return row && toServer(row)
  }
  const { find, forget } = briefly(findNow)

  return {
    /** By name, without regard to case. */
    async list(): Promise<BackupServer[]> {
      const rows = await prisma.server.findMany({ orderBy: { nameKey: 'asc' } })
      return rows.map(toServer)
    },

    find,

    /** Never as it was before another instance changed it. */
    findNow,

    /** By how names count as the same. */
    async findNamed(name: string): Promise<BackupServer | null> {
      const row = await prisma.server.findUnique({ where: { nameKey: keyOf(name) } })
      return row && toServer(row)
    },

    /** @throws NotFound */
    async get(id: string): Promise<BackupServer> {
      return (await find(id)) ?? Promise.reject(new NotFound('There is no such backup server.'))
    },

    /** @throws Conflict when the name is taken */
    async create(input: ServerInput, token: string): Promise<BackupServer> {
      // The id is part of what is sealed, so it must be known before the row is there.
      const id = randomUUID()
      const sealedToken = sealToken(sealer, id, token)
      return saved(input, () =>
        prisma.server.create({ data: { ...toRow(input), id, sealedToken } }),
      )
    },

    /** Without a token the stored one stays. @throws Conflict when the name is taken, NotFound */
    async update(id: string, input: ServerInput, token?: string): Promise<BackupServer> {
      const sealed = token !== undefined && { sealedToken: sealToken(sealer, id, token) }
      const data = { ...toRow(input), ...sealed }
      const change = () => prisma.server.update({ where: { id: storable(id) }, data })
      const server = await saved(input, change).finally(forget)
      await watchAfresh(pool, id)
      return server
    },

    /** Its operations go with it; its audit rows stay. */
    async remove(id: string): Promise<void> {
      await prisma.server.deleteMany({ where: { id: storable(id) } }).finally(forget)
    },

    ...serverTokens(prisma, sealer),
  }
}

async function saved(input: ServerInput, save: () => Promise<Server>): Promise<BackupServer> {
  try {
    return toServer(await save())
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is a server called ${input.name} already.`)
    if (isMissing(error)) throw new NotFound('There is no such backup server.')
    throw withoutValues(error)
  }
}

function toRow({ maxAgeMs, databaseMaxAges, ...input }: ServerInput) {
  const name = storable(input.name)
  const tags = input.tags.map((tag) => storable(tag))
  const { kind, baseUrl, verifyTls, timeoutMs, isEnabled, pollIntervalMs } = input
  return {
    name,
    nameKey: keyOf(name),
    kind,
    baseUrl,
    verifyTls,
    timeoutMs,
    isEnabled,
    tags,
    pollIntervalMs,
    maxAgeMs: maxAgeMs === null ? null : BigInt(maxAgeMs),
    databaseMaxAges: databaseMaxAges.map(({ database, ...age }) => ({
      database: storable(database),
      ...age,
    })),
  }
}

/** Neither its token leaves with it nor what its address for call-backs is known by. */
function toServer(row: Server): BackupServer {
  const { nameKey: _key, sealedToken: _token, callbackDigest: _digest, ...rest } = row
  const { calledBackAt: _calledBackAt, maxAgeMs, databaseMaxAges, ...server } = rest
  return {
    ...server,
    maxAgeMs: maxAgeMs === null ? null : Number(maxAgeMs),
    databaseMaxAges: databaseMaxAges as unknown as DatabaseMaxAge[], // as `toRow` wrote them
  }
}
