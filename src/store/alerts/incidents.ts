import type { Incident } from '../../core/alerts/incident.ts'
import type { IncidentFile } from '../../core/alerts/noting.ts'
import type { Fact } from '../../core/alerts/problems.ts'
import type { ServerEvent } from '../../core/monitor/event.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { storable } from '../text.ts'
import { aloneInTransaction } from './alone.ts'
import { type AlertContext, readContext } from './context.ts'
import { toEvent, toIncident, toNotice, wordsOf } from './rows.ts'

export type IncidentStore = ReturnType<typeof incidentStore>

/** From what was open and what happened, in its order, to every file as it then is. */
export type Decide = (
  events: ServerEvent[],
  open: IncidentFile[],
  context: AlertContext,
) => IncidentFile[]

const batch = 200

/** Problems: each from the event that began it to the one that ended it. */
export function incidentStore(database: Database) {
  const { prisma } = database
  const newest = async (where: Prisma.IncidentWhereInput, take: number): Promise<Incident[]> => {
    const orderBy = [{ openedAt: 'desc' as const }, { id: 'desc' as const }]
    return (await prisma.incident.findMany({ where, orderBy, take })).map(toIncident)
  }
  return {
    /**
     * Takes note of the events that nobody has taken note of, together with what follows from them:
     * whoever dies meanwhile has done nothing. Tells how many there were.
     */
    note: (decide: Decide, now: Date): Promise<number> =>
      aloneInTransaction(database, 0, async (tx) => {
        const rows = await tx.serverEvent.findMany({
          where: { notedAt: null },
          orderBy: { id: 'asc' },
          take: batch,
        })
        if (rows.length === 0) return 0
        const open = await openFiles(tx, [...new Set(rows.map(({ serverId }) => serverId))])
        const files = decide(rows.map(toEvent), open, await readContext(tx))
        const known = new Set(open.map(({ incident }) => incident.id))
        // Of each subject one incident may be open: what ended makes room before the next one begins.
        for (const file of files) if (known.has(file.incident.id)) await update(tx, file)
        await create(
          tx,
          files.filter(({ incident }) => !known.has(incident.id)),
        )
        const where = { id: { in: rows.map(({ id }) => id) } }
        await tx.serverEvent.updateMany({ where, data: { notedAt: now } })
        return rows.length
      }),

    listOpen: (limit: number): Promise<Incident[]> => newest({ closedAt: null }, limit),

    /** Those that are over. */
    listClosed: (limit: number): Promise<Incident[]> => newest({ closedAt: { not: null } }, limit),

    /** As much of all that is open as it takes to count it. */
    async openFacts(): Promise<Fact[]> {
      const columns = { serverId: true, kind: true, severity: true, toState: true } as const
      const rows = await prisma.incident.findMany({ where: { closedAt: null }, select: columns })
      return rows.map((row) => ({ ...row, ...wordsOf(row) }))
    },

    /** Every event since then in the order in which they came, for trying out a rule. */
    async eventsSince(since: Date, limit: number): Promise<ServerEvent[]> {
      const rows = await prisma.serverEvent.findMany({
        where: { at: { gte: since } },
        orderBy: { id: 'desc' },
        take: limit,
      })
      return rows.map(toEvent).reverse()
    },

    context: (): Promise<AlertContext> => prisma.$transaction(readContext),
  }
}

async function openFiles(
  tx: Prisma.TransactionClient,
  serverIds: string[],
): Promise<IncidentFile[]> {
  const rows = await tx.incident.findMany({
    where: { closedAt: null, serverId: { in: serverIds } },
    include: { notices: true },
  })
  return rows.map(({ notices, ...row }) => ({
    incident: toIncident(row),
    notices: notices.map(toNotice),
  }))
}

/** All at once: when a network fails, hundreds begin together. */
async function create(tx: Prisma.TransactionClient, files: IncidentFile[]): Promise<void> {
  await tx.incident.createMany({ data: files.map(({ incident }) => toRow(incident)) })
  await tx.alertNotice.createMany({ data: files.flatMap(({ notices }) => notices) })
}

async function update(
  tx: Prisma.TransactionClient,
  { incident, notices }: IncidentFile,
): Promise<void> {
  const { id, ...data } = toRow(incident)
  await tx.incident.update({ where: { id }, data })
  for (const { incidentId, channelId, ...notice } of notices) {
    await tx.alertNotice.upsert({
      where: { incidentId_channelId: { incidentId, channelId } },
      create: { incidentId, channelId, ...notice },
      update: notice,
    })
  }
}

function toRow(incident: Incident): Incident {
  const { subject, title, evidence, ending } = incident
  return {
    ...incident,
    subject: storable(subject),
    title: storable(title),
    evidence: evidence.map((fact) => storable(fact)),
    ending: ending === null ? null : storable(ending),
  }
}
