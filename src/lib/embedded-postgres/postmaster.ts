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
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/** By the names of postgresql.conf. */
export type ServerSettings = Record<string, string>

export interface ServerProcess {
  hasExited(): boolean
}

/**
 * Starts a server, detached so that Ctrl-C reaches the panel first and the server by it. Postgres
 * itself guards the cluster: a second server on it exits at once.
 */
export async function spawnServer(
  cluster: Cluster,
  runtime: Runtime,
  settings: ServerSettings,
  preferredPort = 0,
): Promise<ServerProcess> {
  const all = { ...defaults, port: String(await freePort(preferredPort)), ...settings }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = await openLog(runtime)
  try {
    const program = programPath(runtime.native, 'postgres')
    const child = spawn(program, ['-D', cluster.folder, ...args], {
      ...spawnOptions(runtime),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    let isGone = false
    child.once('exit', () => {
      isGone = true
    })
    child.once('error', () => {
      isGone = true
    })
    child.unref()
    return { hasExited: () => isGone }
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

async function openLog(runtime: Runtime) {
  const path = logPath(runtime)
  if (existsSync(path) && (await stat(path)).size > logLimit) await rename(path, `${path}.1`)
  const log = await open(path, 'a', 0o600)
  if (runtime.account) await log.chown(runtime.account.uid, runtime.account.gid)
  return log
}

/** The preferred one if it is free. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (preferred ? resolve(freePort(0)) : reject(error)))
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
