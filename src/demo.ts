import { join, resolve } from 'node:path'
import { compose, type Panel } from './compose.ts'
import type { Actor } from './core/audit.ts'
import { keptAppSecret } from './lib/app-secret.ts'
import { type Config, readConfig } from './lib/config.ts'
import { derivedCode } from './lib/derived-text.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './lib/embedded-postgres/start.ts'
import { createLog } from './lib/log.ts'
import { deriveKey } from './lib/secret-keys.ts'
import { endOnFailure, endWith } from './process-end.ts'
import { createSampleDatabases } from './sandbox/sample-database.ts'
import { type Sandbox, startSandbox } from './sandbox/server.ts'
import { servePanel } from './serve-panel.ts'

const username = 'demo'
const serverName = 'Sample shop'
const demo: Actor = { userId: null, username: '(demo)', address: null }

const graceMs = 1000

/**
 * The panel with a sandbox backup server beside it, both on one embedded Postgres of their own. With
 * `--dev` templates and styles are read anew for each page, and every request is logged.
 */
async function main(): Promise<void> {
  const isDevelopment = process.argv.includes('--dev')
  const settings = readConfig()
  const dataDir = resolve(settings.dataDir, 'demo')
  const log = createLog({ level: isDevelopment ? 'debug' : 'warn', format: 'text' })
  endOnFailure(log)
  const postgres = await startEmbeddedPostgres({ dataDir, log })
  const closers = [() => postgres.stop()]
  try {
    const config = { ...settings, ...(await ownDatabase(postgres, dataDir)) }
    const panel = await compose(config, log)
    closers.push(() => panel.close())
    const key = deriveKey(panel.secrets.current, 'demo')
    const sandbox = await sampleServer(postgres, dataDir, derivedCode(key, 'token'))
    closers.push(() => sandbox.close())
    const password = derivedCode(key, 'password')
    await panel.services.setup.seed({ username, password })
    await register(panel, sandbox)
    const ready = (address: string) => tell(address, password)
    await servePanel(panel, config, { log, isCached: !isDevelopment, graceMs, ready })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Never the database or the secret of a real installation that the environment may name. */
async function ownDatabase(postgres: EmbeddedPostgres, dataDir: string) {
  return {
    databaseUrl: await postgres.ensureDatabase('backupgram_admin'),
    appSecret: keptAppSecret(dataDir),
    appSecretPrevious: undefined,
  } satisfies Partial<Config>
}

async function sampleServer(postgres: EmbeddedPostgres, dataDir: string, token: string) {
  const databaseUrl = postgres.url('postgres')
  await createSampleDatabases(databaseUrl)
  return startSandbox({
    token,
    databaseUrl,
    backupDir: join(dataDir, 'backups'),
    env: { POSTGRES_DB: 'shop,crm', SCHEDULE: '@daily' },
  })
}

/** The sandbox listens on a free port, which is another one at each start. */
async function register({ services }: Panel, sandbox: Sandbox): Promise<void> {
  const input = {
    name: serverName,
    kind: 'backupgram',
    baseUrl: sandbox.url,
    verifyTls: true,
    timeoutMs: 10_000,
    isEnabled: true,
    tags: ['demo'],
    pollIntervalMs: 60_000,
    maxAgeMs: null,
  }
  const known = (await services.servers.list()).find((server) => server.name === serverName)
  if (known) await services.servers.update(demo, known, input, sandbox.token)
  else await services.servers.create(demo, input, sandbox.token)
}

function tell(address: string, password: string): void {
  process.stdout.write(`
  backupgram-admin is ready, with a sandbox backup server and a sample database.

    Open      ${address}
    Username  ${username}
    Password  ${password}

  Everything here is for trying out. Ctrl-C stops it.
`)
}

await main().catch(endWith)
