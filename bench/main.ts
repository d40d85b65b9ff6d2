import { measure } from './download/measure.ts'
import { makeFile, nginx, sandbox, type Upstream } from './download/upstreams.ts'
import { fleetPages } from './fleet/pages.ts'
import { monitoring } from './monitor.ts'
import { dashboard, manyDumps, serverList } from './pages.ts'
import { type BenchPanel, startPanel } from './panel.ts'

/**
 * Measures the built panel on this machine. Downloads are ratios between two ways in one run, so that
 * they say something of the panel and not of the machine.
 */
const rounds = 5
const sizeMiB = Number(process.env['BENCH_MIB'] ?? 1024)

const panel = await startPanel()
const file = await makeFile(sizeMiB)
try {
  console.log(`\nDownloads of ${sizeMiB} MiB: through the panel against straight from the server`)
  console.table({
    'nginx with sendfile': await downloads(panel, await nginx(file), 0.6),
    sandbox: await downloads(panel, await sandbox(file), 0.8),
  })
  console.log('\nThe dashboard of one server, signed in, one process of the panel')
  console.table([await dashboard(panel)])
  console.log('\nThe pages of a server with 2,000 dumps')
  console.table(await manyDumps(panel))
  console.log('\nThe list of servers, a fifth of them black holes')
  console.table([await serverList(panel)])
} finally {
  await panel.stop()
  await file.remove()
}
console.log('\nPages of a thousand servers with a year in the tables')
console.table(await fleetPages())
console.log('\nThe monitor on a thousand servers, a fifth of them dead, every 60 seconds')
console.table([await monitoring()])

async function downloads(through: BenchPanel, upstream: Upstream | string, goal: number) {
  if (typeof upstream === 'string') return { ratio: upstream }
  try {
    const path = await through.register({ name: `Files ${goal}`, baseUrl: upstream.baseUrl })
    const measured = await measure({
      direct: `${upstream.baseUrl}/backups/last/big.bin`,
      through: `${through.url}${path}/backups/last%3Abig.bin/file`,
      token: 'bench',
      cookie: through.cookie,
      pid: through.pid,
      rounds,
    })
    return rowOf(measured, goal)
  } finally {
    await upstream.stop()
  }
}

function rowOf(measured: Awaited<ReturnType<typeof measure>>, goal: number) {
  const { directMBps, throughMBps, ratio, growthOneMiB, growthTwentyMiB } = measured
  return {
    'direct MB/s': directMBps.toFixed(0),
    'panel MB/s': throughMBps.toFixed(0),
    ratio: ratio.toFixed(2),
    goal: ratio >= goal ? `met: ${goal}` : `MISSED: ${goal}`,
    'growth MiB': (growthOneMiB ?? Number.NaN).toFixed(0),
    'growth MiB, 20 slow': (growthTwentyMiB ?? Number.NaN).toFixed(0),
  }
}
