import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

/** Whoever uses the server shares this lock; whoever would stop it must first have it alone. */
const lock = 72_707_370

/** One connection that says: somebody still uses this server. */
export interface Presence {
  /** Calls back once when the server goes away without our leaving. */
  onLost(listener: () => void): void
  /** Tells whether nobody else is there. If so nobody can come either, until `release`. */
  leave(): Promise<{ isLast: boolean; release: () => Promise<void> }>
}

/** @throws when the server does not answer, does not know the password, or is another one. */
export async function announcePresence(url: string, folder: string): Promise<Presence> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // The end of the connection follows, and that is what counts.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("set lock_timeout = '10s'")
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory !== folder) throw new Error('another server has this port now')
    await client.query('select pg_advisory_lock_shared($1)', [lock])
  } catch (error) {
    await client.end()
    throw error
  }
  return present(client)
}

function present(client: pg.Client): Presence {
  let isLeaving = false
  return {
    onLost(listener) {
      client.once('end', () => {
        if (!isLeaving) listener()
      })
    },
    async leave() {
      isLeaving = true
      const isLast = await isAlone(client).catch(() => false)
      return { isLast, release: () => client.end().catch(() => undefined) }
    },
  }
}

async function isAlone(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1)', [lock])
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [lock])
  return rows[0]?.mine === true && (await hasNoOthers(client))
}

/** Connections that were closed a moment ago may still be listed, so this looks more than once. */
async function hasNoOthers(client: pg.Client): Promise<boolean> {
  for (let look = 0; look < 10; look += 1) {
    const { rows } = await client.query(`select count(*)::int as others from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`)
    if (rows[0]?.others === 0) return true
    await delay(50)
  }
  return false
}
