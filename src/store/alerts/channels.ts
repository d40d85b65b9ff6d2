import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { AlertChannel, ChannelInput } from '../../core/alerts/alert-channel.ts'
import { Conflict, NotFound } from '../../core/errors.ts'
import type { Sealer } from '../../lib/seal.ts'
import type { Database } from '../db.ts'
import { isDuplicate, isMissing, withoutValues } from '../faults.ts'
import type { AlertChannel as ChannelRow } from '../generated/client.ts'
import { keyOf, storable } from '../text.ts'
import { alertChannelKeys, placeOf } from './channel-keys.ts'
import { openValues, sealValues } from './sealed-values.ts'

export type AlertChannelStore = ReturnType<typeof alertChannelStore>

/** The ways to people, and the one exit of their secrets. */
export function alertChannelStore({ prisma }: Pick<Database, 'prisma'>, sealer: Sealer) {
  const find = async (id: string): Promise<AlertChannel | null> => {
    const row = await prisma.alertChannel.findUnique({ where: { id: storable(id) } })
    return row && toChannel(row)
  }

  return {
    /** By name, without regard to case. */
    async list(): Promise<AlertChannel[]> {
      const rows = await prisma.alertChannel.findMany({ orderBy: { nameKey: 'asc' } })
      return rows.map(toChannel)
    },

    /** @throws NotFound */
    async get(id: string): Promise<AlertChannel> {
      return (await find(id)) ?? Promise.reject(new NotFound('There is no such channel.'))
    },

    /** Null when the present APP_SECRET does not open them. */
    async secrets(id: string): Promise<Record<string, string> | null> {
      const where = { id: storable(id) }
      const row = await prisma.alertChannel.findUnique({ where })
      if (!row) throw new NotFound('There is no such channel.')
      return openValues(sealer, placeOf(row.id), row.sealedSecrets)
    },

    /** @throws Conflict when the name is taken */
    create(input: ChannelInput): Promise<AlertChannel> {
      // The id is part of what is sealed, so it must be known before the row is there.
      const id = randomUUID()
      const data = { id, ...toRow(id, input, sealer) }
      return saved(input, () => prisma.alertChannel.create({ data }))
    },

    /** Says of another way that it has not been used yet. @throws Conflict when the name is taken, NotFound */
    async update(id: string, input: ChannelInput): Promise<AlertChannel> {
      const where = { id: storable(id) }
      const row = await prisma.alertChannel.findUnique({ where })
      const proof = row && isSameWay(row, input, sealer) ? {} : unproven
      const data = { ...toRow(id, input, sealer), ...proof }
      return saved(input, () => prisma.alertChannel.update({ where, data }))
    },

    /** Its messages go with it; rules go on without it. */
    async remove(id: string): Promise<void> {
      await prisma.alertChannel.deleteMany({ where: { id: storable(id) } })
    },

    ...alertChannelKeys(prisma, sealer),
  }
}

/** What came of its messages tells of a channel only as long as they go the same way. */
const unproven = { lastSentAt: null, lastFailedAt: null, lastError: null }

function isSameWay(row: ChannelRow, { values, secrets }: ChannelInput, sealer: Sealer): boolean {
  const present = openValues(sealer, placeOf(row.id), row.sealedSecrets)
  return isDeepStrictEqual([row.values, present], [values, secrets])
}

async function saved(input: ChannelInput, save: () => Promise<ChannelRow>): Promise<AlertChannel> {
  try {
    return toChannel(await save())
  } catch (error) {
    if (isDuplicate(error)) throw new Conflict(`There is a channel called ${input.name} already.`)
    if (isMissing(error)) throw new NotFound('There is no such channel.')
    throw withoutValues(error)
  }
}

function toRow(
  id: string,
  { kind, values, secrets, isEnabled, ...input }: ChannelInput,
  sealer: Sealer,
) {
  const name = storable(input.name)
  const sealedSecrets = sealValues(sealer, placeOf(id), secrets)
  return { name, nameKey: keyOf(name), kind, values, sealedSecrets, isEnabled }
}

function toChannel(row: ChannelRow): AlertChannel {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    values: row.values as AlertChannel['values'], // as `toRow` wrote them
    isEnabled: row.isEnabled,
    lastSentAt: row.lastSentAt,
    lastFailedAt: row.lastFailedAt,
    lastError: row.lastError,
  }
}
