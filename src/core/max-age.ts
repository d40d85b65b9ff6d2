/** How old the last good dump of one database may be. */
export interface DatabaseMaxAge {
  database: string
  maxAgeMs: number
}

/** What somebody has set for a server and its databases. */
export interface MaxAges {
  /** Of those that have none of their own. Null: what the schedule asks for, and grace. */
  maxAgeMs: number | null
  databaseMaxAges: DatabaseMaxAge[]
}

/**
 * Whoever sets an age for a database wants dumps of it, whether or not the server's settings name it.
 * A dump of the whole cluster has no names.
 */
export function agedDatabases({ databaseMaxAges }: MaxAges, isCluster = false): string[] {
  return isCluster ? [] : databaseMaxAges.map(({ database }) => database)
}

/** Its own, else that of its server. Null: nobody has set any. */
export function maxAgeOf({ maxAgeMs, databaseMaxAges }: MaxAges, database: string): number | null {
  return databaseMaxAges.find((own) => own.database === database)?.maxAgeMs ?? maxAgeMs
}
