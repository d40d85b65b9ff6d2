import { setTimeout as delay } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import { EmbeddedPostgresError } from './errors.ts'
import { disownPidFile, isServed, readPidFile } from './pid-file.ts'
import { readLogTail, type ServerProcess, type ServerSettings, spawnServer } from './postmaster.ts'
import { announcePresence, type Presence } from './presence.ts'
import type { Runtime } from './run.ts'

/** Long enough for the recovery after a crash. What takes longer goes on, and the next start joins it. */
const limitMs = 60_000

/** A start fails when another one was faster, when the port was just taken, or for good. */
const maxFailures = 6

export interface Connection {
  port: number
  presence: Presence
}

/** Joins the server that works on the cluster already, or starts one. */
export async function joinOrStart(
  cluster: Cluster,
  runtime: Runtime,
  settings: ServerSettings,
): Promise<Connection> {
  const deadline = Date.now() + limitMs
  let server: ServerProcess | undefined
  for (let failures = 0; failures < maxFailures && Date.now() < deadline; ) {
    const joined = await join(cluster)
    if (joined) return joined
    if (server?.hasExited()) {
      failures += 1
      server = undefined
    } else if (!server && !(await isServed(cluster))) {
      // Others may still know the port of a server that was killed.
      const port = (await readPidFile(cluster))?.port
      await disownPidFile(cluster)
      server = await spawnServer(cluster, runtime, settings, port)
    }
    await delay(40 * (failures + 1))
  }
  throw new EmbeddedPostgresError(
    `The embedded Postgres did not start. The end of its log:\n${await readLogTail(runtime)}`,
  )
}

export function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

async function join(cluster: Cluster): Promise<Connection | undefined> {
  const file = await readPidFile(cluster)
  if (!file?.isReady) return undefined
  const url = urlOf(cluster, file.port, 'postgres')
  const presence = await announcePresence(url, cluster.folder).catch(() => undefined)
  return presence && { port: file.port, presence }
}
