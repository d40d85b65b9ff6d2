import { NotFound } from '../core/errors.ts'
import type { Operation } from '../core/operation.ts'
import type { Judgement, RestoreVerdict, RunVerdict } from '../core/verdicts/verdict.ts'
import type { Database } from './db.ts'
import { isMissing } from './faults.ts'
import type { Operation as OperationRow, Prisma } from './generated/client.ts'
import { storable } from './text.ts'

export type OperationStore = ReturnType<typeof operationStore>

type NewOperation = Omit<Operation, 'id' | 'verdict' | 'evidence' | 'endedAt'>
type Conclusion = Judgement<RunVerdict | RestoreVerdict> & { endedAt: Date }

const newestFirst: Prisma.OperationOrderByWithRelationInput[] = [
  { startedAt: 'desc' },
  { id: 'desc' },
]

/** The jobs that the panel started, which the backup server forgets. */
export function operationStore({ prisma }: Database) {
  /** In no order. */
  async function listByJobIds(serverId: string, jobIds: string[]): Promise<Operation[]> {
    const where = { serverId: storable(serverId), jobId: { in: jobIds.map((id) => storable(id)) } }
    return (await prisma.operation.findMany({ where })).map(toOperation)
  }

  return {
    /** @throws NotFound when the server was deleted meanwhile */
    async create(input: NewOperation): Promise<Operation> {
      const data = toRow(input)
      const { serverId, jobId } = data
      try {
        // A server that gives the same id again means another job.
        const where = { serverId_jobId: { serverId, jobId } }
        const afresh = { ...data, verdict: null, evidence: [], endedAt: null }
        return toOperation(await prisma.operation.upsert({ where, create: data, update: afresh }))
      } catch (error) {
        if (isMissing(error)) throw new NotFound('There is no such backup server.')
        throw error
      }
    },

    async find(serverId: string, jobId: string): Promise<Operation | null> {
      const [operation] = await listByJobIds(serverId, [jobId])
      return operation ?? null
    },

    listByJobIds,

    /** Those whose end was not seen yet, newest first. */
    async listOpen(serverId: string): Promise<Operation[]> {
      const where = { serverId: storable(serverId), endedAt: null }
      return (await prisma.operation.findMany({ where, orderBy: newestFirst })).map(toOperation)
    },

    /** Newest first. */
    async recent(serverId: string, limit: number): Promise<Operation[]> {
      const where = { serverId: storable(serverId) }
      const rows = await prisma.operation.findMany({ where, orderBy: newestFirst, take: limit })
      return rows.map(toOperation)
    },

    /** Keeps the first conclusion: a later look may have less to judge by. */
    async conclude(id: string, { verdict, evidence, endedAt }: Conclusion): Promise<void> {
      const data = { verdict, evidence: evidence.map((fact) => storable(fact)), endedAt }
      await prisma.operation.updateMany({ where: { id, endedAt: null }, data })
    },
  }
}

function toRow({ serverId, jobId, kind, startedBy, startedAt, source, targetDb }: NewOperation) {
  return {
    serverId: storable(serverId),
    jobId: storable(jobId),
    kind,
    startedBy: startedBy === null ? null : storable(startedBy),
    startedAt,
    source: source === undefined ? null : storable(source),
    targetDb: targetDb === undefined ? null : storable(targetDb, 500),
  }
}

/** The words were checked when they were written, by their types. */
function toOperation(row: OperationRow): Operation {
  return {
    id: row.id,
    serverId: row.serverId,
    jobId: row.jobId,
    kind: row.kind as Operation['kind'],
    startedBy: row.startedBy,
    startedAt: row.startedAt,
    ...(row.source !== null && { source: row.source }),
    ...(row.targetDb !== null && { targetDb: row.targetDb }),
    ...(row.verdict !== null && {
      verdict: row.verdict as NonNullable<Operation['verdict']>,
      evidence: row.evidence,
    }),
    ...(row.endedAt !== null && { endedAt: row.endedAt }),
  }
}
