import { databaseRows, dumpRows, runRows, serverRows, snapshotRows } from './ledger-rows.ts'
import { eventRows, instanceRow, rollupRows } from './watch-rows.ts'

/** A connection, or a pool of them. */
interface Queryable {
  query(sql: string, values: unknown[]): Promise<unknown>
}

export interface FleetSize {
  servers: number
  /** Of each server. */
  databases: number
  /** How far back runs, dumps and events go. */
  days: number
  now: Date
}

const inOrder = [
  serverRows,
  snapshotRows,
  databaseRows,
  runRows,
  dumpRows,
  eventRows,
  rollupRows,
  instanceRow,
]

/**
 * Fills the tables as a monitor would have by watching so many servers for so long: most are well, some
 * of each fifty are not. A thousand servers with a year take seconds, as Postgres makes the rows itself.
 */
export async function fillTables(database: Queryable, size: FleetSize): Promise<void> {
  const { servers, databases, days, now } = size
  for (const { sql, needs } of inOrder) {
    const known = { servers, databases, days, now }
    await database.query(
      sql,
      needs.map((name) => known[name]),
    )
  }
}

/** As `fillTables` numbers them, from 1. */
export function filledId(number: number): string {
  return `fleet-${String(number).padStart(4, '0')}`
}
