import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Panel } from './compose.ts'
import type { Actor } from './core/audit.ts'
import type { Environment } from './sandbox/jobs/environment.ts'
import { createSampleDatabases } from './sandbox/sample-database.ts'
import { takeDumps, writeSampleHistory } from './sandbox/sample-history.ts'
import { pastRuns } from './sandbox/scheduler.ts'
import { type Sandbox, startSandbox } from './sandbox/server.ts'

const demo: Actor = { userId: null, username: '(demo)', address: null }

interface SampleServer {
  name: string
  tags: string[]
  env: Environment
  /** In how many of the last nights a database was not dumped; it goes on failing. */
  missing: Readonly<Record<string, number>>
}

const latestLinks = { BACKUP_SUFFIX: '.sql.gz', BACKUP_LATEST_TYPE: 'symlink' }

/** A month of dumps is kept, so that there is something to look back on. */
const keepAMonth = { BACKUP_KEEP_MINS: '44640', BACKUP_KEEP_DAYS: '31' }

/** One that is in order, and one that says so although half of it fails. */
const sampleServers: SampleServer[] = [
  {
    name: 'Sample shop',
    tags: ['demo'],
    env: { ...keepAMonth, POSTGRES_DB: 'shop,crm', SCHEDULE: '@daily' },
    missing: {},
  },
  {
    name: 'Sample liar',
    tags: ['demo'],
    env: { ...keepAMonth, POSTGRES_DB: 'shop,crm', SCHEDULE: '0 2 * * *', TZ: 'Europe/Berlin' },
    missing: { crm: 3 },
  },
]

/** Nobody answers at the discard port of one's own machine. */
const switchedOff = { name: 'Sample attic', tags: ['demo', 'off'], baseUrl: 'http://127.0.0.1:9' }

export interface SampleFleet {
  close(): Promise<void>
}

interface Place {
  dataDir: string
  databaseUrl: string
  token: string
}

/** Backup servers with a month of dumps behind them, each on the panel's list. */
export async function startSampleFleet(panel: Panel, place: Place): Promise<SampleFleet> {
  await createSampleDatabases(place.databaseUrl)
  const isFirstStart = !existsSync(join(place.dataDir, 'backups'))
  const fleet = await Promise.all(sampleServers.map((sample) => start(sample, place)))
  if (isFirstStart) await makePasts(fleet)
  for (const { sample, sandbox } of fleet) {
    // Only from now on: what made its past had to succeed.
    const databases = Object.keys(sample.missing)
    if (databases.length > 0) sandbox.faults.run = { kind: 'partial-failure', databases }
    await register(panel, { ...sample, baseUrl: sandbox.url }, place.token)
  }
  await register(panel, switchedOff, place.token)
  return {
    async close() {
      await Promise.all(fleet.map(({ sandbox }) => sandbox.close()))
    },
  }
}

interface Started {
  sample: SampleServer
  sandbox: Sandbox
}

async function start(sample: SampleServer, { dataDir, ...place }: Place): Promise<Started> {
  const backupDir = join(dataDir, 'backups', sample.name.replaceAll(' ', '-').toLowerCase())
  const sandbox = await startSandbox({ ...place, backupDir, env: sample.env, hasScheduler: true })
  return { sample, sandbox }
}

/** One real run is enough for all: what it dumped is given to each night of each server. */
async function makePasts(fleet: Started[]): Promise<void> {
  const [first] = fleet
  if (!first) return
  await first.sandbox.runScheduled()
  const dumps = await takeDumps(first.sandbox.backupDir)
  for (const { sample, sandbox } of fleet) {
    const { env, missing } = sample
    const nights = pastRuns(env, new Date(), 30)
    const { backupDir } = sandbox
    await writeSampleHistory(dumps, { backupDir, env: { ...latestLinks, ...env }, nights, missing })
    const endedAt = Math.floor((nights.at(-1)?.getTime() ?? 0) / 1000) + 3
    const word = Object.keys(missing).length > 0 ? 'FAILED' : 'OK'
    sandbox.statusFile = `${word}\n${endedAt}\n`
  }
}

/** A sandbox listens on a free port, which is another one at each start. */
async function register(
  { services }: Panel,
  { name, tags, baseUrl }: { name: string; tags: string[]; baseUrl: string },
  token: string,
): Promise<void> {
  const input = {
    name,
    kind: 'backupgram',
    baseUrl,
    verifyTls: true,
    timeoutMs: 10_000,
    isEnabled: true,
    tags,
    pollIntervalMs: 60_000,
    maxAgeMs: null,
    databaseMaxAges: [],
  }
  const known = (await services.servers.list()).find((server) => server.name === name)
  if (known) await services.servers.update(demo, known, input, token)
  else await services.servers.create(demo, input, token)
}
