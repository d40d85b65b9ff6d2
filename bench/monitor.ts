import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { backupFolder } from './backup-folder.ts'
import { blackHole } from './black-hole.ts'
import { startScript } from './download/child.ts'
import { type BenchPanel, startPanel } from './panel.ts'
import { cpuSeconds, residentMiB } from './process-figures.ts'

const servers = 1000
const silent = 100
const refusing = 100
const nights = 30
const settlingMs = 150_000
const measuredMs = Number(process.env['BENCH_MONITOR_SECONDS'] ?? 120) * 1000
const goals = { cores: 0.5, memoryMiB: 300, lateSeconds: 15 }

const token = 'a token for the bench'

/** A thousand servers at 60 seconds, a fifth of them dead, after their first looks are over. */
export async function monitoring(): Promise<Record<string, string>> {
  const panel = await startPanel({ MONITOR: 'on', METRICS_TOKEN: token })
  const folder = await backupFolder(nights)
  const server = await startScript('sandbox-process.ts', [folder])
  const hole = await blackHole()
  try {
    await registerFleet(panel, server.firstLine, hole.url)
    await sleep(settlingMs)
    const before = await cpuSeconds(panel.pid)
    await sleep(measuredMs)
    const used = (await cpuSeconds(panel.pid)) - before
    return rowOf(used / (measuredMs / 1000), await residentMiB(panel.pid), await pollAges(panel))
  } finally {
    await panel.stop()
    await server.stop()
    hole.close()
    await rm(folder, { recursive: true })
  }
}

async function registerFleet(panel: BenchPanel, alive: string, hole: string): Promise<void> {
  for (let number = 0; number < servers; number += 1) {
    const dead = number < silent ? hole : 'http://127.0.0.1:9'
    const baseUrl = number < silent + refusing ? dead : alive
    await panel.register({ name: `Server ${number}`, baseUrl })
  }
}

/** Seconds since each living server was last polled, oldest last. */
async function pollAges(panel: BenchPanel): Promise<number[]> {
  const headers = { authorization: `Bearer ${token}` }
  const text = await (await fetch(`${panel.url}/metrics`, { headers })).text()
  const line =
    /^backupgram_admin_server_last_poll_timestamp_seconds\{server="Server (\d+)"\} (\S+)$/gm
  return [...text.matchAll(line)]
    .filter(([, number]) => Number(number) >= silent + refusing)
    .map(([, , at]) => Date.now() / 1000 - Number(at))
    .sort((a, b) => a - b)
}

/** A poll is on time when no server waits much longer than its minute and the ten per cent of jitter. */
function rowOf(cores: number, memoryMiB: number, ages: number[]): Record<string, string> {
  const oldest = ages.at(-1) ?? Number.POSITIVE_INFINITY
  const isWhole = ages.length === servers - silent - refusing
  const late = Math.max(0, oldest - 66)
  const verdict = (isMet: boolean, goal: string) => (isMet ? `met: ${goal}` : `MISSED: ${goal}`)
  return {
    servers: String(servers),
    cores: cores.toFixed(2),
    'goal cores': verdict(cores < goals.cores, String(goals.cores)),
    'memory MiB': memoryMiB.toFixed(0),
    'goal MiB': verdict(memoryMiB < goals.memoryMiB, String(goals.memoryMiB)),
    'latest poll, s': late.toFixed(0),
    'goal s': verdict(isWhole && late < goals.lateSeconds, String(goals.lateSeconds)),
  }
}
