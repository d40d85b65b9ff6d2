import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { stop } from './download/child.ts'

/** The built panel in a process of its own, on an embedded database of its own, signed in. */
export interface BenchPanel {
  url: string
  cookie: string
  pid: number
  /** Registers a backup server and answers its path, `/servers/<id>`. */
  register(server: { name: string; baseUrl: string; timeoutSeconds?: number }): Promise<string>
  stop(): Promise<void>
}

const person = { username: 'bench', password: 'bench-bench-bench' }

/** `settings`: more of its environment. Nothing is watched unless they say so. */
export async function startPanel(settings: Record<string, string> = {}): Promise<BenchPanel> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-panel-'))
  const child = spawn(process.execPath, ['dist/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      DATA_DIR: dataDir,
      PORT: '0',
      ADMIN_USERNAME: person.username,
      ADMIN_PASSWORD: person.password,
      MONITOR: 'off',
      ...settings,
    },
  })
  const url = await addressOf(child.stdout)
  const cookie = await signIn(url)
  return {
    url,
    cookie,
    pid: child.pid ?? 0,
    register: (server) => register(url, cookie, server),
    async stop() {
      await stop(child)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const { address } = JSON.parse(line)
    if (address) {
      output.resume()
      return address.replace(/\/$/, '')
    }
  }
  throw new Error('The panel ended before it was ready')
}

async function signIn(url: string): Promise<string> {
  const answer = await post(`${url}/login`, '', { ...person, next: '/' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`Signing in answered ${answer.status}`)
  return cookie
}

async function register(
  url: string,
  cookie: string,
  server: { name: string; baseUrl: string; timeoutSeconds?: number },
): Promise<string> {
  const answer = await post(`${url}/servers`, cookie, {
    ...{ token: 'bench', verifyTls: 'on', enabled: 'on', tags: '' },
    ...server,
    timeoutSeconds: String(server.timeoutSeconds ?? 10),
  })
  const place = answer.headers.get('location')
  if (place === null) throw new Error(`Adding ${server.name} answered ${answer.status}`)
  return new URL(place, url).pathname
}

async function post(url: string, cookie: string, fields: Record<string, string>) {
  const body = new URLSearchParams(fields)
  const answer = await fetch(url, { method: 'POST', body, headers: { cookie }, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer
}
