import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Measured, measure } from './download/measure.ts'
import { startProxy } from './download/proxy.ts'
import { makeFile, nginx, sandbox, type Upstream } from './download/upstreams.ts'

/**
 * Downloads through a proxy against the same downloads straight from the server, in turns within one
 * run, so that only the ratio counts and not the machine.
 *
 *   tsx bench/download.ts                          a minimal proxy around the panel's own driver
 *   tsx bench/download.ts --direct URL --token T --through URL [--cookie C] [--pid N]
 *                                                  any proxy, such as the running panel
 */
const { values: options } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '5' },
    direct: { type: 'string' },
    token: { type: 'string', default: 'bench' },
    through: { type: 'string' },
    cookie: { type: 'string' },
    pid: { type: 'string' },
  },
})

const rounds = Number(options.rounds)
const rows: Record<string, Record<string, string>> = {}

if (options.direct !== undefined && options.through !== undefined) {
  const target = { direct: options.direct, through: options.through, token: options.token }
  const pid = options.pid === undefined ? null : Number(options.pid)
  rows['given'] = row(await measure({ ...target, cookie: options.cookie ?? '', pid, rounds }), 0.6)
} else {
  const file = await makeFile(Number(options.mib))
  try {
    rows['nginx with sendfile'] = await against(await nginx(file), 0.6)
    rows['sandbox'] = await against(await sandbox(file), 0.8)
  } finally {
    await file.remove()
  }
}
console.log(`Load of the machine: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`)
console.table(rows)

async function against(upstream: Upstream | string, goal: number) {
  if (typeof upstream === 'string') return { note: upstream }
  const proxy = await startProxy(upstream.baseUrl)
  try {
    return row(
      await measure({
        direct: `${upstream.baseUrl}/backups/last/big.bin`,
        through: `${proxy.url}/last:big.bin`,
        token: 'bench',
        cookie: '',
        pid: proxy.pid,
        rounds,
      }),
      goal,
    )
  } finally {
    await proxy.stop()
    await upstream.stop()
  }
}

function row(measured: Measured, goal: number): Record<string, string> {
  const { directMBps, throughMBps, ratio, growthOneMiB, growthTwentyMiB } = measured
  return {
    'direct MB/s': directMBps.toFixed(0),
    'through MB/s': throughMBps.toFixed(0),
    ratio: `${ratio.toFixed(2)} (${ratio >= goal ? 'goal met' : 'GOAL MISSED'}: ${goal})`,
    'growth, one': mib(growthOneMiB, 100),
    'growth, twenty slow': mib(growthTwentyMiB, 160),
  }
}

function mib(growth: number | null, goal: number): string {
  if (growth === null) return 'not measured'
  return `${growth.toFixed(0)} MiB (${growth < goal ? 'goal met' : 'GOAL MISSED'}: ${goal})`
}
