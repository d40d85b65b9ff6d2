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

/** The server gives up on a statement first; we give up on a server that does not even say so. */
const limits = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  query_timeout: 20_000,
  idle_in_transaction_session_timeout: 30_000,
}

/** Connects when first used. */
export function openDatabase(url: string, log: Pick<Logger, 'warn'>): Database {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'backupgram-admin',
    max: 10,
    keepAlive: true,
    ...limits,
  })
  // Nobody awaits an idle connection: without this, one that breaks would end the process.
  pool.on('error', ({ message }) => log.warn({ reason: message }, 'A database connection broke'))
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  })
  return { pool, prisma, close: () => close(pool, prisma) }
}

/** A connection that somebody never gave back must not keep the process from ending. */
async function close(pool: pg.Pool, prisma: PrismaClient): Promise<void> {
  await prisma.$disconnect()
  const giveUp = new AbortController()
  await Promise.race([pool.end(), delay(5_000, undefined, { signal: giveUp.signal, ref: false })])
  giveUp.abort()
}
