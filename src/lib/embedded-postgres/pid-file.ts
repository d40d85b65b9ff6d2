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

/** Whether a server works on the cluster now. */
export async function isServed(cluster: Cluster): Promise<boolean> {
  const file = await readPidFile(cluster)
  return file !== undefined && isAlive(file.pid) && (await isServer(file.pid, cluster))
}

/**
 * In containers the number of a killed server is soon that of another program, which Postgres would
 * take for the server. The number of its own parent it does not. The rest of the file must stay: by
 * it Postgres finds helpers of the killed server that are not gone yet.
 */
export async function disownPidFile(cluster: Cluster): Promise<void> {
  const file = await readPidFile(cluster)
  if (!file || !isAlive(file.pid) || (await isServer(file.pid, cluster))) return
  const text = await readFile(pathOf(cluster), 'utf8')
  await writeFile(pathOf(cluster), text.replace(/^\d+/, String(process.pid)))
}

/** Where the system does not tell what a process is, we believe the file. */
async function isServer(pid: number, cluster: Cluster): Promise<boolean> {
  if (!existsSync('/proc/self/cmdline')) return true
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.split('\0').includes(cluster.folder)
}

const pathOf = (cluster: Cluster) => join(cluster.folder, 'postmaster.pid')

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
