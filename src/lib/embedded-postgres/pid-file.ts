import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** What the server on a cluster says of itself, or what a killed one left. */
interface PidFile {
  pid: number
  port: number
  isReady: boolean
}

export async function readPidFile(cluster: Cluster): Promise<PidFile | undefined> {
  const text = await readFile(pathOf(cluster), 'utf8').catch(() => '')
  const [pid, , , port, , , , status] = text.split('\n')
  return pid
    ? { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' }
    : undefined
}

/**
 * Whether a server works on the cluster. In containers the number of a killed server is soon that
 * of another program, which Postgres would take for the server; so we look what program it is.
 */
export async function isServed(cluster: Cluster): Promise<boolean> {
  const file = await readPidFile(cluster)
  if (!file || !isAlive(file.pid)) return false
  if (!existsSync('/proc/self/comm')) return true
  const program = await readFile(`/proc/${file.pid}/comm`, 'utf8').catch(() => '')
  return program.trim() === 'postgres'
}

/**
 * Makes Postgres see that the pid file is stale, by putting the number of its parent there. The rest
 * must stay: by it Postgres finds helpers of the killed server that are not gone yet.
 */
export async function disownPidFile(cluster: Cluster): Promise<void> {
  const text = await readFile(pathOf(cluster), 'utf8').catch(() => '')
  if (text) await writeFile(pathOf(cluster), text.replace(/^\d+/, String(process.pid)))
}

const pathOf = (cluster: Cluster) => join(cluster.folder, 'postmaster.pid')

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
