import { existsSync } from 'node:fs'
import { pathOf, plainPath } from './config/plain-path.ts'
import { withSecretFiles } from './config/secret-files.ts'
import { type Variables, variables } from './config/variables.ts'

/** The settings in use, checked. Names of the variables stand in the README's table. */
export interface Config {
  databaseUrl: string | undefined
  dataDir: string
  /** Absent only with the embedded database, which keeps one of its own in the data directory. */
  appSecret: string | undefined
  appSecretPrevious: string | undefined
  /** Where people find the panel, base path included. */
  baseUrl: URL | undefined
  /** Starts with a slash and ends without one; empty at the root of the host. */
  basePath: string
  host: string
  port: number
  /** Express's `trust proxy`: how many proxies, or which networks, may say who the client is. */
  trustProxy: false | number | string[]
  admin: { username: string; password: string } | undefined
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  logFormat: 'json' | 'text'
  /** How long downloads may go on after SIGTERM, in milliseconds. */
  shutdownGraceMs: number
  /** Whether this process polls the servers; others on the same database may. */
  isMonitorOn: boolean
  /** Polls at a time. */
  monitorConcurrency: number
  /** How long events, runs and polls are kept. */
  historyDays: number
  /** What /metrics wants to be shown. Absent: there is no /metrics. */
  metricsToken: string | undefined
}

/** All that is wrong with the environment, each as one sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`The settings are not usable:\n${problems.map((p) => `  - ${p}`).join('\n')}`)
    this.problems = problems
  }
}

/** Checks an environment. @throws ConfigError with every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const { values, problems } = withSecretFiles(env)
  const parsed = variables.safeParse(values)
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  }
  problems.push(...contradictions(values))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return toConfig(parsed.data)
}

/** What the shell sets, and what `.env` in the working folder adds to it. */
function environment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

function toConfig(env: Variables): Config {
  const basePath = env.BASE_PATH || pathOf(env.BASE_URL)
  return {
    databaseUrl: env.DATABASE_URL,
    dataDir: env.DATA_DIR,
    appSecret: env.APP_SECRET,
    appSecretPrevious: env.APP_SECRET_PREVIOUS,
    baseUrl: env.BASE_URL && new URL(`${basePath}/`, env.BASE_URL),
    basePath,
    host: env.HOST,
    port: env.PORT,
    trustProxy: env.TRUST_PROXY,
    admin:
      env.ADMIN_USERNAME && env.ADMIN_PASSWORD
        ? { username: env.ADMIN_USERNAME, password: env.ADMIN_PASSWORD }
        : undefined,
    logLevel: env.LOG_LEVEL,
    // People read the terminal, programs read the rest.
    logFormat: env.LOG_FORMAT ?? (process.stdout.isTTY ? 'text' : 'json'),
    shutdownGraceMs: env.SHUTDOWN_GRACE_SECONDS * 1000,
    isMonitorOn: env.MONITOR === 'on',
    monitorConcurrency: env.MONITOR_CONCURRENCY,
    historyDays: env.HISTORY_DAYS,
    metricsToken: env.METRICS_TOKEN,
  }
}

/** What is wrong with settings together, whether or not each of them is right. */
function contradictions(values: Record<string, string>): string[] {
  const { DATABASE_URL, APP_SECRET, ADMIN_USERNAME, ADMIN_PASSWORD, BASE_URL, BASE_PATH } = values
  const problems: string[] = []
  if (DATABASE_URL !== undefined && APP_SECRET === undefined) {
    problems.push('APP_SECRET must be set when DATABASE_URL is: it seals the stored tokens')
  }
  if ((ADMIN_USERNAME === undefined) !== (ADMIN_PASSWORD === undefined)) {
    problems.push('ADMIN_USERNAME and ADMIN_PASSWORD must be set together')
  }
  const ofUrl = BASE_URL !== undefined && URL.canParse(BASE_URL) ? pathOf(new URL(BASE_URL)) : ''
  if (ofUrl && BASE_PATH !== undefined && ofUrl !== plainPath(BASE_PATH)) {
    problems.push(`BASE_PATH is ${BASE_PATH}, but BASE_URL ends in ${ofUrl}: keep one`)
  }
  return problems
}
