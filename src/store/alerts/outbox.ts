import type { NewOutgoing, Outgoing } from '../../core/alerts/outgoing.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { storable } from '../text.ts'
import { givenUpMessages } from './given-up.ts'
import type { Lease } from './lease.ts'
import { noLease, toJson, toOutgoing } from './outbox-rows.ts'

export type OutboxStore = ReturnType<typeof outboxStore>

export interface Failure {
  fault: ChannelFault | null
  /** Our own sentence. */
  error: string
  /** Null: it is given up. */
  nextAt: Date | null
}

/** Messages on their way out. Each attempt belongs to one instance, for as long as its lease lasts. */
export function outboxStore({ prisma, pool }: Database) {
  return {
    ...givenUpMessages({ prisma }),

    /**
     * Takes up to `limit` messages of each channel that are due. An attempt counts when it begins, so that a
     * message that ends the process is not tried for ever. Within a thread nothing overtakes what came before.
     */
    async claim({ holder, now, leaseMs }: Lease, limit: number): Promise<Outgoing[]> {
      const until = new Date(now.getTime() + leaseMs)
      const { rows } = await pool.query<{ id: string }>(claimSql, [holder, until, now, limit])
      const where = { id: { in: rows.map(({ id }) => id) } }
      const claimed = await prisma.outboxMessage.findMany({ where, orderBy: { dueAt: 'asc' } })
      return claimed.map(toOutgoing)
    },

    async markSent({ id, channelId }: Outgoing, holder: string, at: Date): Promise<void> {
      const data = { sentAt: at, lastFault: null, lastError: null, ...noLease }
      await prisma.$transaction([
        prisma.outboxMessage.updateMany({ where: { id, leasedBy: holder, sentAt: null }, data }),
        prisma.alertChannel.updateMany({
          where: { id: channelId },
          data: { lastSentAt: at, lastError: null },
        }),
      ])
    },

    async markFailed(message: Outgoing, holder: string, failure: Failure, at: Date): Promise<void> {
      const { fault, nextAt } = failure
      const error = storable(failure.error, 500)
      const ending = nextAt === null ? { givenUpAt: at } : { dueAt: nextAt }
      const data = { lastFault: fault, lastError: error, ...ending, ...noLease }
      await prisma.$transaction([
        prisma.outboxMessage.updateMany({
          where: { id: message.id, leasedBy: holder, sentAt: null },
          data,
        }),
        prisma.alertChannel.updateMany({
          where: { id: message.channelId },
          data: { lastFailedAt: at, lastError: error },
        }),
      ])
    },

    /** Nobody waits for ever: those of channels that are switched off, too. */
    async giveUpOld(before: Date, now: Date): Promise<void> {
      await prisma.outboxMessage.updateMany({
        where: {
          ...{ createdAt: { lt: before }, sentAt: null, givenUpAt: null },
          OR: [{ leasedUntil: null }, { leasedUntil: { lte: now } }],
        },
        data: { givenUpAt: now, lastError: 'It could not be delivered within a day', ...noLease },
      })
    },

    /** The newest first. */
    async recent(limit: number): Promise<Outgoing[]> {
      const rows = await prisma.outboxMessage.findMany({
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(toOutgoing)
    },
  }
}

const claimSql = `
update outbox set leased_by = $1, leased_until = $2, attempts = attempts + 1
where id in (
  select due.id from alert_channels c cross join lateral (
    select m.id from outbox m
    where m.channel_id = c.id and m.sent_at is null and m.given_up_at is null and m.due_at <= $3
      and (m.leased_until is null or m.leased_until <= $3)
      and not exists (
        select from outbox e where e.channel_id = m.channel_id and e.thread = m.thread
          and e.sent_at is null and e.given_up_at is null
          and (e.created_at, e.id) < (m.created_at, m.id))
    order by m.due_at, m.id limit $4
    for update skip locked) due
  where c.is_enabled)
returning id`

/** What is there already under the same key is left as it is. */
export async function addMessages(
  tx: Prisma.TransactionClient,
  messages: NewOutgoing[],
  now: Date,
): Promise<void> {
  await tx.outboxMessage.createMany({
    data: messages.map(({ channelId, purpose, dedupKey, message }) => ({
      id: message.id,
      channelId,
      purpose,
      dedupKey,
      thread: message.incidentKey,
      message: toJson(message),
      createdAt: now,
      dueAt: now,
    })),
    skipDuplicates: true,
  })
}
