import type { Notice } from '../../core/alerts/incident.ts'
import type { MaintenanceWindow } from '../../core/alerts/maintenance.ts'
import type { NewOutgoing } from '../../core/alerts/outgoing.ts'
import type { Pending } from '../../core/alerts/pending.ts'
import { groupBy } from '../../core/group-by.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { aloneInTransaction } from './alone.ts'
import { type AlertContext, readContext } from './context.ts'
import { addMessages } from './outbox.ts'
import { toIncident, toNotice } from './rows.ts'

export type NoticeStore = ReturnType<typeof noticeStore>

export interface Composed {
  messages: NewOutgoing[]
  changed: Notice[]
}

export type Compose = (pending: Pending[], windows: MaintenanceWindow[]) => Composed

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
        const context = await readContext(tx)
        const { messages, changed } = compose(await pendingNotices(tx, context), context.windows)
        await addMessages(tx, messages, now)
        await saveAll(tx, changed)
        return messages.length
      }),

    /** What was held back may be told after all: whether it may is decided anew. */
    async reconsider(now: Date): Promise<void> {
      const where = { wants: { in: ['problem', 'recovery'] }, dueAt: { gt: now } }
      await database.prisma.alertNotice.updateMany({ where, data: { dueAt: now } })
    },
  }
}

/**
 * Those that want something, the others of their threads, which decide what is over, and all that is
 * told and open, which may stand for them. One query after another: Prisma would ask for several
 * relations at once, which one connection cannot answer.
 */
async function pendingNotices(
  tx: Prisma.TransactionClient,
  { servers, rules }: AlertContext,
): Promise<Pending[]> {
  const notices = await wantingWithThreads(tx)
  const ids = [...new Set(notices.map(({ incidentId }) => incidentId))]
  const incidents = await tx.incident.findMany({ where: { id: { in: ids } } })
  const channels = await tx.alertChannel.findMany({ where: { isEnabled: true } })
  const heard = await heardThreads(
    tx,
    notices.flatMap(({ thread }) => thread ?? []),
  )
  const incidentOf = new Map(incidents.map((row) => [row.id, toIncident(row)]))
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]))
  const enabled = new Set(channels.map(({ id }) => id))
  return notices.flatMap((notice) => {
    const incident = incidentOf.get(notice.incidentId)
    const server = incident && servers.get(incident.serverId)
    const rule = ruleOf.get(notice.ruleId)
    if (!incident || !server || !rule) return []
    const isHeard = heard.has(threadKey(notice))
    return {
      notice,
      incident,
      server,
      rule,
      isHeard,
      isChannelEnabled: enabled.has(notice.channelId),
    }
  })
}

async function wantingWithThreads(tx: Prisma.TransactionClient): Promise<Notice[]> {
  const wanting = { wants: { not: null } }
  const rows = await tx.alertNotice.findMany({ where: wanting, select: { thread: true } })
  const threads = [...new Set(rows.flatMap(({ thread }) => thread ?? []))]
  const all = await tx.alertNotice.findMany({
    where: { OR: [wanting, { thread: { in: threads } }, toldAndOpen] },
    orderBy: [{ dueAt: 'asc' }, { incidentId: 'asc' }],
  })
  return all.map(toNotice)
}

const toldAndOpen = { toldAt: { not: null }, incident: { closedAt: null } }

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

/** What was told together changes in the same way, and in one statement. */
async function saveAll(tx: Prisma.TransactionClient, changed: Notice[]): Promise<void> {
  const alike = groupBy(changed, ({ incidentId: _id, ...rest }) => JSON.stringify(rest))
  for (const [first, ...others] of alike.values()) {
    if (first === undefined) continue
    const { incidentId, channelId, ...data } = first
    const ids = [incidentId, ...others.map((other) => other.incidentId)]
    await tx.alertNotice.updateMany({ where: { channelId, incidentId: { in: ids } }, data })
  }
}
