import type { Outgoing } from '../../core/alerts/outgoing.ts'
import { NotFound } from '../../core/errors.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { storable } from '../text.ts'
import type { Lease } from './lease.ts'
import { toOutgoing } from './outbox-rows.ts'

/** Messages that nobody tries any more, until a person wants them tried. */
export function givenUpMessages({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** @throws NotFound */
    async get(id: string): Promise<Outgoing> {
      const row = await prisma.outboxMessage.findUnique({ where: { id: storable(id) } })
      if (!row) throw new NotFound('There is no such message.')
      return toOutgoing(row)
    },

    /**
     * Takes a message up again as if it were new, and leases its first attempt. Null: it is not given up,
     * or another was faster.
     */
    takeUp: ({ id }: Pick<Outgoing, 'id'>, { holder, now, leaseMs }: Lease) =>
      prisma.$transaction(async (tx): Promise<Outgoing | null> => {
        const leasedUntil = new Date(now.getTime() + leaseMs)
        const lease = { attempts: 1, leasedBy: holder, leasedUntil }
        const afresh = { createdAt: now, dueAt: now, lastFault: null, lastError: null }
        const { count } = await tx.outboxMessage.updateMany({
          where: { id, givenUpAt: { not: null }, sentAt: null },
          data: { givenUpAt: null, ...afresh, ...lease },
        })
        if (count === 0) return null
        const message = toOutgoing(await tx.outboxMessage.findUniqueOrThrow({ where: { id } }))
        await oweAllClear(tx, message, now)
        return message
      }),
  }
}

/** Whoever hears only now of what is over is told its end too: else the receiver holds it for open. */
async function oweAllClear(
  tx: Prisma.TransactionClient,
  { channelId, purpose, message }: Outgoing,
  now: Date,
): Promise<void> {
  if (purpose !== 'problem' && purpose !== 'reminder') return
  await tx.alertNotice.updateMany({
    where: {
      ...{ channelId, thread: message.incidentKey, toldAt: { not: null }, wants: null },
      incident: { closedAt: { not: null } },
      rule: { sendsRecovery: true },
    },
    data: { wants: 'recovery', dueAt: now },
  })
}
