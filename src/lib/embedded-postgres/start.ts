import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../log.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { createDatabase } from './database.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { programPath } from './native.ts'
import { findPort, readLogTail, type ServerSettings, spawnServer } from './postmaster.ts'
import { announcePresence, type Presence } from './presence.ts'
import { type Runtime, run } from './run.ts'
import { prepareRuntime } from './runtime.ts'

export interface EmbeddedPostgres {
  /** The address of a database on this server, which need not exist yet. It holds the password. */
  url(database: string): string
  /** Makes a database unless it exists, and returns its address. */
  ensureDatabase(database: string): Promise<string>
  /** Stops the server, unless somebody else is connected to it. Close your own connections first. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Everything is kept in the folder `postgres` below it. */
  dataDir: string
  log?: Pick<Logger, 'info'>
  /** Beyond our defaults, by the names of postgresql.conf. */
  settings?: ServerSettings
}

/** Long enough for the recovery of a large log after a crash. */
const startLimitMs = 60_000

/**
 * Starts a real Postgres on the data directory, or joins the one that runs there already: that of
 * another process, or one that outlived us.
 * @throws EmbeddedPostgresError with a sentence for the operator
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const runtime = await prepareRuntime(options.dataDir)
  const cluster = await openCluster(runtime)
  const { port, presence } = await joinOrStart(cluster, runtime, options.settings ?? {})
  options.log?.info({ folder: runtime.home, port }, 'The embedded Postgres is running')
  const url = (database: string) => urlOf(cluster, port, database)
  return {
    url,
    ensureDatabase: async (database) => {
      await createDatabase(url('postgres'), database)
      return url(database)
    },
    stop: () => stop(cluster, runtime, presence),
  }
}

async function joinOrStart(cluster: Cluster, runtime: Runtime, settings: ServerSettings) {
  const deadline = Date.now() + startLimitMs
  let server: { hasExited(): boolean } | undefined
  while (Date.now() < deadline) {
    const joined = await join(cluster)
    if (joined) return joined
    // A server that exited lost the race against another one, or against a port, or really failed.
    if (!server || server.hasExited()) server = await spawnServer(cluster, runtime, settings)
    await delay(40)
  }
  throw new EmbeddedPostgresError(
    `The embedded Postgres did not start. The end of its log:\n${await readLogTail(runtime)}`,
  )
}

async function join(cluster: Cluster): Promise<{ port: number; presence: Presence } | undefined> {
  const port = await findPort(cluster)
  if (port === undefined) return undefined
  const url = urlOf(cluster, port, 'postgres')
  const presence = await announcePresence(url, cluster.folder).catch(() => undefined)
  return presence && { port, presence }
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

async function stop(cluster: Cluster, runtime: Runtime, presence: Presence): Promise<void> {
  const { isLast, release } = await presence.leave()
  if (isLast) {
    const args = ['stop', '--pgdata', cluster.folder, '--mode', 'fast', '--wait', '--timeout', '60']
    await run(programPath(runtime.native, 'pg_ctl'), args, runtime)
  }
  await release()
}
