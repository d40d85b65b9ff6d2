import type { Incident } from '../../core/alerts/incident.ts'
import type { IncidentFile } from '../../core/alerts/noting.ts'
import type { ServerEvent } from '../../core/monitor/event.ts'
import type { Database } from '../db.ts'
import type { Prisma } from '../generated/client.ts'
import { storable } from '../text.ts'
import { aloneInTransaction } from './alone.ts'
import { type AlertContext, readContext } from './context.ts'
import { toEvent, toIncident, toNotice } from './rows.ts'

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
        await create(
          tx,
          files.filter(({ incident }) => !known.has(incident.id)),
        )
        for (const file of files) if (known.has(file.incident.id)) await update(tx, file)
        const where = { id: { in: rows.map(({ id }) => id) } }
        await tx.serverEvent.updateMany({ where, data: { notedAt: now } })
        return rows.length
      }),

    /** The newest first. */
    async listOpen(limit: number): Promise<Incident[]> {
      const rows = await prisma.incident.findMany({
        where: { closedAt: null },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(toIncident)
    },

    /** Those that are over, the newest first. */
    async listClosed(limit: number): Promise<Incident[]> {
      const rows = await prisma.incident.findMany({
        where: { closedAt: { not: null } },
        orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      })
      return rows.map(toIncident)
    },

    countOpen: (): Promise<number> => prisma.incident.count({ where: { closedAt: null } }),

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
