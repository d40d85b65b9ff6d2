import { randomBytes } from 'node:crypto'
import { compose, type Panel } from '../../src/compose.ts'
import type { AuditRecord } from '../../src/core/audit.ts'
import type { Role } from '../../src/core/permissions.ts'
import type { BackupServer, ServerInput } from '../../src/core/server.ts'
import { type Config, readConfig } from '../../src/lib/config.ts'
import { createLog } from '../../src/lib/log.ts'
import { hashPassword } from '../../src/lib/password.ts'
import type { StreamLimits } from '../../src/lib/remote/stream.ts'
import { monitorLoop } from '../../src/monitor/loop.ts'
import { panelWeb } from '../../src/panel-web.ts'
import type { SandboxOptions } from '../../src/sandbox/server.ts'
import { isDatabaseAway } from '../../src/store/faults.ts'
import { listen } from '../../src/web/listen.ts'
import { type TestSandbox, testSandbox } from '../sandbox/test-sandbox.ts'
import { Client } from './client.ts'
import { freshDatabase, type TestDatabase } from './postgres.ts'
import { aServer } from './stores.ts'

export const people = { ann: 'admin', otto: 'operator', vera: 'viewer' } satisfies Record<
  string,
  Role
>
export type Person = keyof typeof people

/** Everybody's. Hashed once: that is slow on purpose. */
export const password = 'correct horse battery staple'
const passwordHash = hashPassword(password)

export const teller = { userId: null, username: '(test)', address: null }

export interface PanelOptions {
  /** Settings as they would stand in the environment. */
  env?: Record<string, string>
  /** An existing database, to start a second panel on it; by default a fresh one. */
  database?: Pick<TestDatabase, 'url'>
  /** Nobody is there yet, as at the very first start. */
  isEmpty?: boolean
  /** Shorter than the patience of real life, for a server that falls silent. */
  downloadLimits?: StreamLimits
  /** As `npm run dev` has it: nothing cached, and the style guide there. */
  isDevelopment?: boolean
  /** As short, for live streams. */
  liveBeatMs?: number
  /** Its servers are polled, as in real life; otherwise nobody is contacted unasked. */
  isMonitored?: boolean
}

export type TestPanel = Awaited<ReturnType<typeof aPanel>>

/** The real panel: its own database, its own port, and Ann, Otto and Vera in it. */
export async function aPanel(options: PanelOptions = {}) {
  const {
    env = {},
    database,
    isEmpty = false,
    downloadLimits,
    liveBeatMs,
    isDevelopment = false,
    isMonitored = false,
  } = options
  const closers: Closers = []
  const own = database ? null : await freshDatabase()
  if (own) closers.push(own)
  const databaseUrl = database?.url ?? own?.url ?? ''
  const appSecret = randomBytes(32).toString('base64url')
  const config = readConfig({ DATABASE_URL: databaseUrl, APP_SECRET: appSecret, ...env })
  const logged: string[] = []
  const panel = await compose(config, logInto(logged), downloadLimits)
  closers.push({ [Symbol.asyncDispose]: panel.close })
  const state = { isStopping: false }
  const monitor = monitorLoop(panel.services.monitor, {
    log: logInto(logged),
    concurrency: config.monitorConcurrency,
    isDatabaseAway,
  })
  const app = panelWeb(panel, config, {
    log: logInto(logged),
    isWatching: isMonitored ? monitor.isAlive : undefined,
    isCached: !isDevelopment,
    isStopping: () => state.isStopping,
    ...(liveBeatMs && { liveBeatMs }),
  })
  const web = await listen(app, '127.0.0.1', 0)
  closers.push({ [Symbol.asyncDispose]: () => web.stop(0) })
  if (!isEmpty && !database) await letIn(panel)
  if (isMonitored) {
    monitor.start()
    closers.push({ [Symbol.asyncDispose]: () => monitor.stop(1000) })
  }
  const whole = { ...panel, config, logged, state, web, monitor, databaseUrl }
  return {
    ...whole,
    ...visitors(whole),
    ...backupServers(panel, closers),
    audit: () => trail(panel),
    [Symbol.asyncDispose]: () => closeAll(closers),
  }
}

type Closers = AsyncDisposable[]

async function closeAll(closers: Closers): Promise<void> {
  for (const closer of closers.reverse()) await closer[Symbol.asyncDispose]()
}

function logInto(lines: string[]) {
  const out = { write: (line: string) => void lines.push(line) }
  return createLog({ level: 'trace', format: 'json' }, out)
}

async function letIn({ stores }: Panel): Promise<void> {
  for (const [username, role] of Object.entries(people)) {
    await stores.users.create({ username, role, passwordHash: await passwordHash })
  }
}

function visitors({ config, web }: { config: Config; web: { port: number } }) {
  const origin = `http://127.0.0.1:${web.port}`
  const anonymous = () => new Client(origin)
  return {
    origin,
    anonymous,
    /** Through the form, as a person does. */
    async signIn(username: Person): Promise<Client> {
      const client = anonymous()
      const answer = await client.post(`${config.basePath}/login`, { username, password })
      if (answer.status !== 303) throw new Error(`${username} could not sign in: ${answer.text}`)
      return client
    },
  }
}

type ServerChanges = Partial<ServerInput> & { token?: string }

/** Straight into the store: a row may be older than a rule of the form. */
function backupServers({ stores }: Panel, closers: Closers) {
  const register = ({ token = 'token', ...changes }: ServerChanges): Promise<BackupServer> =>
    stores.servers.create(aServer(changes), token)
  return {
    /** A backup server at any address; nobody needs to answer there. */
    aServer: register,

    /** A sandbox with a folder of its own, registered, and closed with the panel. */
    async aSandbox(
      changes: ServerChanges = {},
      options: Partial<SandboxOptions> = {},
    ): Promise<{ server: BackupServer; sandbox: TestSandbox }> {
      const sandbox = await testSandbox(options)
      closers.push(sandbox)
      const { token } = sandbox
      return { server: await register({ token, ...changes, baseUrl: sandbox.url }), sandbox }
    },
  }
}

/** All audit rows but those that the test itself left by registering servers, oldest first. */
async function trail({ stores }: Panel): Promise<AuditRecord[]> {
  const records = await stores.audit.list({ limit: 1000 })
  return records.filter(({ actor }) => actor.username !== teller.username).reverse()
}
