import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startScript, stop } from './child.ts'

export interface Upstream {
  baseUrl: string
  stop(): Promise<void>
}

export interface BigFile {
  /** Holds `backups/last/big.bin`. */
  folder: string
  remove(): Promise<void>
}

export async function makeFile(sizeMiB: number): Promise<BigFile> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-download-'))
  await mkdir(join(folder, 'backups', 'last'), { recursive: true })
  const file = await open(join(folder, 'backups', 'last', 'big.bin'), 'w')
  const block = randomBytes(1024 * 1024)
  for (let written = 0; written < sizeMiB; written += 1) await file.write(block)
  await file.close()
  await chmod(folder, 0o755) // nginx started as root reads as another user
  return { folder, remove: () => rm(folder, { recursive: true }) }
}

/** A server as fast as they come: the kernel copies the file, not the process. */
export async function nginx({ folder }: BigFile): Promise<Upstream | string> {
  const program = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync)
  if (program === undefined) return 'left out: no nginx on this machine'
  const port = await freePort()
  const config = join(folder, 'nginx.conf')
  await writeFile(config, nginxConfig(folder, port))
  const child = spawn(program, ['-p', folder, '-c', config, '-g', 'daemon off;'])
  await untilListening(port)
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => stop(child) }
}

function nginxConfig(folder: string, port: number): string {
  return `
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    worker_processes 2;
    events { worker_connections 256; }
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      default_type application/octet-stream;
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }`
}

export async function sandbox({ folder }: BigFile): Promise<Upstream> {
  const child = await startScript('sandbox-process.ts', [join(folder, 'backups')])
  return { baseUrl: child.firstLine, stop: child.stop }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = net.connect(port, '127.0.0.1')
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (isOpen) return
    await wait(50)
  }
  throw new Error(`Nothing listens on port ${port}`)
}
