import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, type Panel } from '../../src/compose.ts'
import type { Actor } from '../../src/core/audit.ts'
import type { BackupServer } from '../../src/core/server.ts'
import { readConfig } from '../../src/lib/config.ts'
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres/start.ts'
import { createLog, type Logger } from '../../src/lib/log.ts'
import { monitorLoop } from '../../src/monitor/loop.ts'
import { panelWeb } from '../../src/panel-web.ts'
import { createSampleDatabases } from '../../src/sandbox/sample-database.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { isDatabaseAway } from '../../src/store/faults.ts'
import { listen } from '../../src/web/listen.ts'
import { placePastDumps } from './past-dumps.ts'

export const username = 'ann'
export const password = 'correct horse battery staple'

export interface Scene extends AsyncDisposable {
  origin: string
  serverId: string
  /** A run of that server. */
  jobId: string
}

const token = 'a token of the sandbox'.replaceAll(' ', '-')
const ann: Actor = { userId: null, username, address: null }

/** A panel with a month behind it, on a database of its own that is gone afterwards. */
export async function openScene(): Promise<Scene> {
  const closers: (() => Promise<unknown>)[] = []
  const folder = await mkdtemp(join(tmpdir(), 'backupgram-admin-screenshots-'))
  closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  // As root, Postgres runs as another account, which must come in.
  await chmod(folder, 0o755)
  const log = createLog({ level: 'error', format: 'text' })
  const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off' } })
  closers.push(() => postgres.stop())
  const databaseUrl = await postgres.ensureDatabase('backupgram_admin')
  const config = readConfig({ DATABASE_URL: databaseUrl, APP_SECRET: password.repeat(2) })
  const panel = await compose(config, log)
  closers.push(() => panel.close())
  await panel.services.setup.seed({ username, password })
  await createSampleDatabases(postgres.url('postgres'))

  async function sandbox(name: string, tags: string[], env: Record<string, string>) {
    const backupDir = join(folder, name)
    const options = { token, databaseUrl: postgres.url('postgres'), backupDir, env }
    const { url, close } = await startSandbox(options)
    closers.push(close)
    const server = await register(panel, { name, tags, baseUrl: url })
    return { server, backupDir }
  }

  const { server, backupDir } = await sandbox('Shop', ['production', 'berlin'], {
    POSTGRES_DB: 'shop,crm',
    BACKUP_KEEP_DAYS: '30',
  })
  await placePastDumps(backupDir, { shop: 37_500, crm: 2_150 })
  const old = await sandbox('Intranet', ['berlin'], { POSTGRES_DB: 'crm' })
  await placePastDumps(old.backupDir, { crm: 2_150 }, 3)
  const nobody = { tags: ['staging'], baseUrl: 'http://127.0.0.1:1' }
  await register(panel, { name: 'Staging', ...nobody })
  await register(panel, { name: 'Archive', ...nobody, isEnabled: false })

  const jobId = await finishedRun(panel, server)
  closers.push(watch(panel, log))
  const app = panelWeb(panel, config, { log, isCached: true, isStopping: () => false })
  const web = await listen(app, '127.0.0.1', 0)
  closers.push(() => web.stop(0))
  return {
    origin: `http://127.0.0.1:${web.port}`,
    serverId: server.id,
    jobId,
    async [Symbol.asyncDispose]() {
      for (const close of closers.reverse()) await close()
    },
  }
}

/** What the overview tells is what the monitor found. */
function watch({ services }: Panel, log: Logger): () => Promise<unknown> {
  const monitor = monitorLoop(services.monitor, { log, concurrency: 4, isDatabaseAway })
  monitor.start()
  return () => monitor.stop(1000)
}

function register(
  { services }: Panel,
  server: Pick<BackupServer, 'name' | 'tags' | 'baseUrl'> & { isEnabled?: boolean },
): Promise<BackupServer> {
  const usual = {
    kind: 'backupgram',
    verifyTls: true,
    timeoutMs: 10_000,
    isEnabled: true,
    pollIntervalMs: 10_000,
    maxAgeMs: null,
    databaseMaxAges: [],
  }
  return services.servers.create(ann, { ...usual, ...server }, token)
}

async function finishedRun({ services }: Panel, server: BackupServer): Promise<string> {
  const signal = AbortSignal.timeout(60_000)
  const jobId = await services.runs.start(ann, server)
  for (;;) {
    const { judgement } = await services.jobs.get(server, jobId, signal)
    if (!['queued', 'running'].includes(judgement.verdict)) return jobId
  }
}
