import { rm } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import autocannon from 'autocannon'
import { backupFolder } from './backup-folder.ts'
import { blackHole } from './black-hole.ts'
import { startScript } from './download/child.ts'
import type { BenchPanel } from './panel.ts'
import { cpuSeconds } from './process-figures.ts'

const seconds = 10
const connections = 16
const listedServers = 500
const blackHoles = 100
const rounds = 30
const listGoalMs = 150
const pageGoalMs = 200
const fewNights = 30
const manyNights = 1000

/** A signed-in dashboard, whose every view asks the backup server anew. */
export async function dashboard(panel: BenchPanel): Promise<Record<string, string>> {
  const folder = await backupFolder(fewNights)
  const server = await startScript('sandbox-process.ts', [folder])
  try {
    const path = await panel.register({ name: 'Dashboard', baseUrl: server.firstLine })
    await load(panel, path, 3) // warm
    const before = await cpuSeconds(panel.pid)
    const result = await load(panel, path, seconds)
    const used = (await cpuSeconds(panel.pid)) - before
    const baseline = await load(panel, '/healthz', 3)
    const perSecond = result.requests.average
    return {
      'requests/s': perSecond.toFixed(0),
      goal: perSecond >= 450 ? 'met: 450' : 'MISSED: 450',
      'p99 ms': String(result.latency.p99),
      'cpu ms each': ((used * 1000) / result.requests.total).toFixed(2),
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
  const hole = await blackHole()
  for (let number = 1; number < listedServers; number += 1) {
    const baseUrl = number <= blackHoles ? hole.url : 'http://127.0.0.1:9'
    await panel.register({ name: `Server ${number}`, baseUrl, timeoutSeconds: 1 })
  }
  const taken = await times(panel, '/servers')
  hole.close()
  return { servers: String(listedServers), ...speedRow(taken, listGoalMs) }
}

function load(panel: BenchPanel, path: string, duration: number) {
  return autocannon({
    url: panel.url + path,
    connections,
    duration,
    headers: { cookie: panel.cookie },
  })
}

/** The pages of one server with 2,000 dumps, each of which asks it for all of them. */
export async function manyDumps(
  panel: BenchPanel,
): Promise<Record<string, Record<string, string>>> {
  const folder = await backupFolder(manyNights)
  const server = await startScript('sandbox-process.ts', [folder])
  try {
    const path = await panel.register({ name: 'Many dumps', baseUrl: server.firstLine })
    const rows: Record<string, Record<string, string>> = {}
    for (const page of ['', '/backups', '/history', '/history?database=shop', '/restores/new']) {
      rows[page || 'dashboard'] = speedRow(await times(panel, path + page), pageGoalMs)
    }
    return rows
  } finally {
    await server.stop()
    await rm(folder, { recursive: true })
  }
}

export async function times(panel: BenchPanel, path: string): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await timeOf(panel, path))
  return taken.sort((a, b) => a - b)
}

/** By the median: the slowest of thirty tells of the machine, and of what else it does. */
export function speedRow(taken: number[], goalMs: number): Record<string, string> {
  const median = taken[rounds / 2] ?? Number.NaN
  return {
    'fastest ms': (taken[0] ?? Number.NaN).toFixed(0),
    'median ms': median.toFixed(0),
    'slowest ms': (taken.at(-1) ?? Number.NaN).toFixed(0),
    goal: `${median < goalMs ? 'met' : 'MISSED'}: ${goalMs} ms`,
  }
}

async function timeOf(panel: BenchPanel, path: string): Promise<number> {
  const start = performance.now()
  const answer = await fetch(panel.url + path, { headers: { cookie: panel.cookie } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - start
}
