import { NotFound } from '../core/errors.ts'
import type { Job } from '../core/job.ts'
import type { KeptLog } from '../core/kept-log.ts'
import type { Operation } from '../core/operation.ts'
import type { Judgement, RestoreVerdict, RunVerdict } from '../core/verdicts/verdict.ts'
import type { Database } from './db.ts'
import { isMissing } from './faults.ts'
import type { Operation as OperationRow, Prisma } from './generated/client.ts'
import { storable } from './text.ts'

export type OperationStore = ReturnType<typeof operationStore>

type NewOperation = Omit<
  Operation,
  'id' | 'verdict' | 'evidence' | 'endedAt' | 'exitCode' | 'error'
>

/** How a job ended, and all that is to be remembered of it. */
export interface Conclusion extends Judgement<RunVerdict | RestoreVerdict> {
  endedAt: Date
  exitCode?: number
  error?: string
  /** Absent: there was none. */
  log?: KeptLog
}

const newestFirst: Prisma.OperationOrderByWithRelationInput[] = [
  { startedAt: 'desc' },
  { id: 'desc' },
]

/** The jobs of each server, which the server itself forgets. */
export function operationStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  return {
    /** @throws NotFound when the server was deleted meanwhile */
    async create(input: NewOperation): Promise<Operation> {
      const data = toRow(input)
      const { serverId, jobId } = data
      // A server that gives the same id again means another job. One that was seen before it is noted
      // here is the same, and nothing of it was concluded that may not be concluded again.
      const where = { serverId_jobId: { serverId, jobId } }
      const afresh = { ...data, ...unconcluded }
      return orGone(async () => {
        await prisma.jobLog.deleteMany({ where: { operation: { serverId, jobId } } })
        return toOperation(await prisma.operation.upsert({ where, create: data, update: afresh }))
      })
    },

    /**
     * What is known of these jobs; those that nobody asked this panel for are noted now. In no order.
     * @throws NotFound when the server was deleted meanwhile
     */
    async note(
      serverId: string,
      jobs: Pick<Job, 'id' | 'kind' | 'queuedAt'>[],
    ): Promise<Operation[]> {
      const ids = jobs.map(({ id }) => id)
      const known = await listByJobIds(prisma, serverId, ids)
      const there = new Set(known.map(({ jobId }) => jobId))
      const fresh = jobs.filter(({ id }) => !there.has(storable(id)))
      if (fresh.length === 0) return known
      const data = fresh.map(({ id: jobId, kind, queuedAt: startedAt }) =>
        toRow({ serverId, jobId, kind, startedBy: null, startedAt }),
      )
      await orGone(() => prisma.operation.createMany({ data, skipDuplicates: true }))
      return listByJobIds(prisma, serverId, ids)
    },

    async find(serverId: string, jobId: string): Promise<Operation | null> {
      const [operation] = await listByJobIds(prisma, serverId, [jobId])
      return operation ?? null
    },

    /** Newest first. */
    async recent(serverId: string, limit: number): Promise<Operation[]> {
      const where = { serverId: storable(serverId) }
      const rows = await prisma.operation.findMany({ where, orderBy: newestFirst, take: limit })
      return rows.map(toOperation)
    },

    /** Keeps the first conclusion: a later look may have less to judge by. */
    async conclude(id: string, conclusion: Conclusion): Promise<void> {
      await pool.query(conclude, conclusionValues(id, conclusion))
    },

    /** Apart from the operation: a log is large, and no list needs one. */
    async log(id: string): Promise<KeptLog | null> {
      const row = await prisma.jobLog.findUnique({ where: { operationId: id } })
      return row && { lines: row.lines, isCut: row.isCut }
    },
  }
}

const unconcluded = { verdict: null, evidence: [], endedAt: null, exitCode: null, error: null }

/** The log comes with the conclusion that is kept, or not at all. */
const conclude = `
  with concluded as (
    update operations set verdict = $2, evidence = $3, ended_at = $4, exit_code = $5, error = $6
    where id = $1 and ended_at is null returning id)
  insert into job_logs (operation_id, lines, is_cut)
  select id, $7, $8 from concluded where $7::text[] is not null`

function conclusionValues(id: string, conclusion: Conclusion): unknown[] {
  const { verdict, evidence, endedAt, exitCode = null, error, log } = conclusion
  const facts = evidence.map((fact) => storable(fact))
  const words = error === undefined ? null : storable(error)
  const lines = log?.lines.map((line) => storable(line, line.length)) ?? null
  return [id, verdict, facts, endedAt, exitCode, words, lines, log?.isCut ?? null]
}

/** In no order. */
async function listByJobIds(
  prisma: Database['prisma'],
  serverId: string,
  jobIds: string[],
): Promise<Operation[]> {
  if (jobIds.length === 0) return []
  const where = { serverId: storable(serverId), jobId: { in: jobIds.map((id) => storable(id)) } }
  return (await prisma.operation.findMany({ where })).map(toOperation)
}

async function orGone<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (isMissing(error)) throw new NotFound('There is no such backup server.')
    throw error
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
    ...(row.exitCode !== null && { exitCode: row.exitCode }),
    ...(row.error !== null && { error: row.error }),
  }
}
