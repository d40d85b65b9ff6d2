import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import autocannon from 'autocannon'
import { startScript } from './download/child.ts'
import type { BenchPanel } from './panel.ts'

const seconds = 10
const connections = 16
const listedServers = 500
const blackHoles = 100

/** A signed-in dashboard, whose every view asks the backup server anew. */
export async function dashboard(panel: BenchPanel): Promise<Record<string, string>> {
  const folder = await backupFolder()
  const server = await startScript('sandbox-process.ts', [folder])
  try {
    const path = await panel.register({ name: 'Dashboard', baseUrl: server.firstLine })
    await load(panel, path, 3) // warm
    const result = await load(panel, path, seconds)
    const baseline = await load(panel, '/healthz', 3)
    const perSecond = result.requests.average
    return {
      'requests/s': perSecond.toFixed(0),
      goal: perSecond >= 450 ? 'met: 450' : 'MISSED: 450',
      'p99 ms': String(result.latency.p99),
      failures: String(result.non2xx + result.errors),
      'of /healthz': (perSecond / baseline.requests.average).toFixed(3),
    }
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

/** The list of 500 servers, of which 100 accept a connection and never answer. */
export async function serverList(panel: BenchPanel): Promise<Record<string, string>> {
  const hole = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(hole, 'listening')
  const address = hole.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (let number = 1; number < listedServers; number += 1) {
    const baseUrl = number <= blackHoles ? `http://127.0.0.1:${port}` : 'http://127.0.0.1:9'
    await panel.register({ name: `Server ${number}`, baseUrl, timeoutSeconds: 1 })
  }
  const times: number[] = []
  for (let round = 0; round < 30; round += 1) times.push(await timeOf(panel, '/servers'))
  hole.close()
  times.sort((a, b) => a - b)
  const slowest = times.at(-1) ?? Number.NaN
  return {
    servers: String(listedServers),
    'median ms': (times[15] ?? Number.NaN).toFixed(0),
    'slowest ms': slowest.toFixed(0),
    goal: slowest < 150 ? 'met: 150 ms' : 'MISSED: 150 ms',
  }
}

function load(panel: BenchPanel, path: string, duration: number) {
  return autocannon({
    url: panel.url + path,
    connections,
    duration,
    headers: { cookie: panel.cookie },
  })
}

async function timeOf(panel: BenchPanel, path: string): Promise<number> {
  const start = performance.now()
  const answer = await fetch(panel.url + path, { headers: { cookie: panel.cookie } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - start
}

/** A month of two databases, as a container keeps it. */
async function backupFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-pages-'))
  for (const slot of ['last', 'daily', 'weekly', 'monthly']) await mkdir(join(folder, slot))
  for (let day = 1; day <= 30; day += 1) {
    for (const database of ['shop', 'crm']) {
      const name = `${database}-202611${String(day).padStart(2, '0')}-000000.sql.gz`
      await writeFile(join(folder, 'last', name), 'dump'.repeat(day))
    }
  }
  await cp(join(folder, 'last'), join(folder, 'daily'), { recursive: true })
  return folder
}
