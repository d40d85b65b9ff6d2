import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { programPath } from './native.ts'
import { type Runtime, spawnOptions } from './run.ts'

/** Fewer, smaller and quieter than on a server of its own; statements and values stay out of its log. */
const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '32MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

export type ServerSettings = Record<string, string>

/** The port of the server that its pid file speaks of, once that server is ready. It may be dead. */
export async function findPort(cluster: Cluster): Promise<number | undefined> {
  const text = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const [, , , port, , , , status] = text.split('\n')
  return status?.trim() === 'ready' ? Number(port) : undefined
}

/**
 * Starts a server and returns a promise of its exit. Postgres itself guards the cluster: a second
 * server exits at once. Detached, so that Ctrl-C reaches the panel first and the server by it.
 */
export async function spawnServer(cluster: Cluster, runtime: Runtime, settings: ServerSettings) {
  const all = { ...defaults, ...settings, port: String(await freePort()) }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = await openLog(logPath(runtime))
  try {
    const program = programPath(runtime.native, 'postgres')
    const child = spawn(program, ['-D', cluster.folder, ...args], {
      ...spawnOptions(runtime),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.unref()
    return { hasExited: () => child.exitCode !== null || child.signalCode !== null }
  } finally {
    await log.close()
  }
}

export async function readLogTail(runtime: Runtime): Promise<string> {
  const text = await readFile(logPath(runtime), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-5).join('\n')
}

const logPath = (runtime: Runtime) => join(runtime.home, 'postgres.log')

const logLimit = 5_000_000

async function openLog(path: string) {
  if (existsSync(path) && (await stat(path)).size > logLimit) await rename(path, `${path}.1`)
  return await open(path, 'a', 0o600)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
