import type { Notice } from '../../core/alerts/incident.ts'
import type { NewOutgoing } from '../../core/alerts/outgoing.ts'
import type { Pending } from '../../core/alerts/turns.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { aloneInTransaction } from './alone.ts'
import { addMessages } from './outbox.ts'
import { alertedColumns, channelIdsOnly, toIncident, toNotice, toRule, toWindow } from './rows.ts'

export type NoticeStore = ReturnType<typeof noticeStore>

export interface Composed {
  messages: NewOutgoing[]
  changed: Notice[]
}

export type Compose = (pending: Pending[], windows: ReturnType<typeof toWindow>[]) => Composed

/** What is to be told. Turned into messages, it is so for good: both are one transaction. */
export function noticeStore(database: Database) {
  return {
    /** Tells how many messages were composed. */
    tell: (compose: Compose, now: Date): Promise<number> =>
      aloneInTransaction(database, 0, async (tx) => {
        const isDue = await tx.alertNotice.findFirst({
          where: { wants: { not: null }, dueAt: { lte: now } },
          select: { incidentId: true },
        })
        if (isDue === null) return 0
        const windows = await tx.maintenanceWindow.findMany()
        const { messages, changed } = compose(await pendingNotices(tx), windows.map(toWindow))
        await addMessages(tx, messages, now)
        for (const notice of changed) await save(tx, notice)
        return messages.length
      }),
  }
}

/** Those that want something, and the others of their threads: these decide what is over. */
async function pendingNotices(tx: Prisma.TransactionClient): Promise<Pending[]> {
  const wanting = await tx.alertNotice.findMany({
    where: { wants: { not: null } },
    select: { thread: true },
  })
  const threads = [...new Set(wanting.flatMap(({ thread }) => thread ?? []))]
  const rows = await tx.alertNotice.findMany({
    where: { OR: [{ wants: { not: null } }, { thread: { in: threads } }] },
    include: {
      channel: { select: { isEnabled: true } },
      rule: { include: channelIdsOnly },
      incident: { include: { server: { select: alertedColumns } } },
    },
    orderBy: [{ dueAt: 'asc' }, { incidentId: 'asc' }],
  })
  const heard = await heardThreads(tx, threads)
  return rows.map(({ channel, rule, incident: { server, ...incident }, ...notice }) => ({
    notice: toNotice(notice),
    incident: toIncident(incident),
    server,
    rule: toRule(rule),
    isChannelEnabled: channel.isEnabled,
    isHeard: heard.has(threadKey(notice)),
  }))
}

/** Of which at least one message was not given up. */
async function heardThreads(tx: Prisma.TransactionClient, threads: string[]) {
  const rows = await tx.outboxMessage.findMany({
    where: { thread: { in: threads }, givenUpAt: null },
    select: { channelId: true, thread: true },
    distinct: ['channelId', 'thread'],
  })
  return new Set(rows.map(threadKey))
}

function threadKey({ channelId, thread }: { channelId: string; thread: string | null }): string {
  return `${channelId}:${thread}`
}

async function save(tx: Prisma.TransactionClient, notice: Notice): Promise<void> {
  const { incidentId, channelId, ...data } = notice
  await tx.alertNotice.update({
    where: { incidentId_channelId: { incidentId, channelId } },
    data,
  })
}
