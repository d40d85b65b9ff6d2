import type { DigestPlan } from '../../core/alerts/digest-plan.ts'
import type { NewOutgoing } from '../../core/alerts/outgoing.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { addMessages } from './outbox.ts'

export type DigestStore = ReturnType<typeof digestStore>

export interface KeptDigestPlan extends DigestPlan {
  dueAt: Date | null
  lastSentAt: Date | null
}

const where = { id: 1 }
const include = { channels: { select: { id: true } } } as const

/** When the summary is sent: one for the whole panel. */
export function digestStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async get(): Promise<KeptDigestPlan> {
      return toPlan(await prisma.alertDigest.findUniqueOrThrow({ where, include }))
    },

    async update({ channelIds, ...plan }: DigestPlan, dueAt: Date | null): Promise<void> {
      const channels = { set: channelIds.map((id) => ({ id })) }
      await prisma.alertDigest.update({ where, data: { ...plan, dueAt, channels } })
    },

    /** Puts one summary into the outbox and sets the next time. False: another instance did. */
    sendDue(plan: KeptDigestPlan, messages: NewOutgoing[], next: Date | null, now: Date) {
      return prisma.$transaction(async (tx) => {
        const due = { ...where, dueAt: plan.dueAt, cadence: plan.cadence }
        const data = { dueAt: next, lastSentAt: now }
        const { count } = await tx.alertDigest.updateMany({ where: due, data })
        if (count > 0) await addMessages(tx, messages, now)
        return count > 0
      })
    },
  }
}

function toPlan(row: Prisma.AlertDigestGetPayload<{ include: typeof include }>): KeptDigestPlan {
  const { cadence, weekday, minute, zone, dueAt, lastSentAt, channels } = row
  return {
    cadence: cadence as DigestPlan['cadence'], // the table allows no other
    ...{ weekday, minute, zone, dueAt, lastSentAt },
    channelIds: channels.map(({ id }) => id),
  }
}
