import type { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Logger } from '../lib/log.ts'
import { PrismaClient } from './generated/client.ts'

export interface Database {
  /** Shared by Prisma, the sessions and the throttle. */
  pool: pg.Pool
  prisma: PrismaClient
  close(): Promise<void>
}

export interface DatabaseLimits {
  connectMs: number
  /** After this the server gives up on a statement, and a little later we do on a silent server. */
  statementMs: number
  closeMs: number
}

const usualLimits = { connectMs: 5_000, statementMs: 15_000, closeMs: 5_000 }

/** Connects when first used. */
export function openDatabase(
  url: string,
  log: Pick<Logger, 'warn'>,
  limits: DatabaseLimits = usualLimits,
): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'backupgram-admin',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.statementMs + 5_000,
    idle_in_transaction_session_timeout: limits.statementMs * 2,
  })
  // Nobody awaits an idle connection: without this, one that breaks would end the process.
  pool.on('error', ({ message }) => log.warn({ reason: message }, 'A database connection broke'))
  pool.on('connect', dropDetails)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    transactionOptions: { maxWait: limits.connectMs, timeout: limits.statementMs },
  })
  return { pool, prisma, close: () => close(pool, prisma, limits.closeMs) }
}

/**
 * Postgres tells the whole row that it refuses, and that would travel with the error into a log.
 * It goes before anybody sees it.
 */
function dropDetails(client: pg.PoolClient): void {
  const { connection } = client as unknown as { connection: EventEmitter }
  connection.prependListener('errorMessage', (error: { detail?: string }) => {
    delete error.detail
  })
}

/** A connection that somebody never gave back must not keep the process from ending. */
async function close(pool: pg.Pool, prisma: PrismaClient, limitMs: number): Promise<void> {
  await prisma.$disconnect()
  const giveUp = new AbortController()
  await Promise.race([pool.end(), delay(limitMs, undefined, { signal: giveUp.signal, ref: false })])
  giveUp.abort()
}
