import type { Logger } from '../log.ts'
import { type Cluster, openCluster } from './cluster.ts'
import { type Connection, joinOrStart, urlOf } from './connect.ts'
import { createDatabase } from './database.ts'
import { programPath } from './native.ts'
import type { ServerSettings } from './postmaster.ts'
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
  log?: Pick<Logger, 'info' | 'error'>
  settings?: ServerSettings
}

/**
 * Starts a real Postgres on the data directory, or joins the one that runs there already: that of
 * another process, or one that outlived us. Should it be killed, it is started again.
 * @throws EmbeddedPostgresError with a sentence for the operator
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const runtime = await prepareRuntime(options.dataDir)
  const settings = options.settings ?? {}
  const cluster = await openCluster(runtime, settings)
  let connection = joinOrStart(cluster, runtime, settings)
  const { port } = await connection
  options.log?.info({ folder: runtime.home, port }, 'The embedded Postgres is running')
  const url = (database: string) => urlOf(cluster, port, database)

  function watch({ presence }: Connection): void {
    presence.onLost(() => {
      options.log?.error('The embedded Postgres was lost: starting it again')
      // On the same port, which the rest of the program knows.
      connection = joinOrStart(cluster, runtime, { ...settings, port: String(port) })
      connection.then(watch, (error) =>
        options.log?.error({ err: error }, 'The embedded Postgres did not start again'),
      )
    })
  }
  watch(await connection)

  return {
    url,
    async ensureDatabase(database) {
      await createDatabase(url('postgres'), database)
      return url(database)
    },
    async stop() {
      const present = await connection.catch(() => undefined)
      if (present) await stop(cluster, runtime, present)
    },
  }
}

async function stop(cluster: Cluster, runtime: Runtime, { presence }: Connection): Promise<void> {
  const { isLast, release } = await presence.leave()
  const how = ['--mode', 'fast', '--wait', '--timeout', '60']
  try {
    if (!isLast) return
    const program = programPath(runtime.native, 'pg_ctl')
    await run(program, ['stop', '--pgdata', cluster.folder, ...how], runtime)
  } finally {
    await release()
  }
}
