import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { isTrustedNetwork } from './trusted-network.ts'

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

const secretNames = [
  'DATABASE_URL',
  'APP_SECRET',
  'APP_SECRET_PREVIOUS',
  'ADMIN_PASSWORD',
  'METRICS_TOKEN',
] as const

const isPostgresUrl = (text: string) => /^postgres(ql)?:\/\//.test(text)
const secretText = z.string().min(32, 'must have at least 32 characters').optional()

const schema = z.object({
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be a postgres:// or postgresql:// address')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  APP_SECRET: secretText,
  APP_SECRET_PREVIOUS: secretText,
  BASE_URL: z.string().transform(toBaseUrl).optional(),
  BASE_PATH: z.string().transform(toBasePath).default(''),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.string().transform(toPort).default(3000),
  TRUST_PROXY: z.string().transform(toTrustProxy).default(false),
  ADMIN_USERNAME: z.string().min(1).max(64).optional(),
  ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(1024).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'text']).optional(),
  SHUTDOWN_GRACE_SECONDS: z.string().transform(toSeconds).default(30),
  MONITOR: z.enum(['on', 'off']).default('on'),
  MONITOR_CONCURRENCY: z.string().transform(toWhole(1, 256)).default(16),
  HISTORY_DAYS: z.string().transform(toWhole(7, 3650)).default(400),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
})

/** Checks an environment. @throws ConfigError with every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const { values, problems } = withSecretFiles(env)
  const parsed = schema.safeParse(values)
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

function toConfig(env: z.output<typeof schema>): Config {
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

/** Empty variables count as unset; `X_FILE` stands for the content of a file, without its last newline. */
function withSecretFiles(env: NodeJS.ProcessEnv) {
  const problems: string[] = []
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) if (value) values[name] = value
  for (const name of secretNames) {
    const file = values[`${name}_FILE`]
    if (file === undefined) continue
    if (values[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one`)
    else values[name] = readSecretFile(name, file, problems)
  }
  return { values, problems }
}

function readSecretFile(name: string, file: string, problems: string[]): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable'
    problems.push(`${name}_FILE cannot be read (${code}): ${file}`)
    return ''
  }
}

function toBaseUrl(text: string, context: z.RefinementCtx): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isBare = url && !url.username && !url.password && !url.search && !url.hash
  if (isBare && /^https?:$/.test(url.protocol) && plainPath(url.pathname) !== null) return url
  context.addIssue({
    code: 'custom',
    message: 'must be an http(s) address like https://backups.example.org',
  })
  return z.NEVER
}

function toBasePath(text: string, context: z.RefinementCtx): string {
  const path = plainPath(text)
  if (path !== null) return path
  context.addIssue({ code: 'custom', message: 'must be a plain path like /backups' })
  return z.NEVER
}

function pathOf(url: URL | undefined): string {
  return plainPath(url?.pathname ?? '') ?? ''
}

/** Null for what Express would take for a pattern, or a browser for another path. */
function plainPath(text: string): string | null {
  const path = `/${text}`.replace(/\/+/g, '/').replace(/\/$/, '')
  return /^[\w\-./~]*$/.test(path) && !path.split('/').some(isDots) ? path : null
}

const isDots = (part: string) => part === '.' || part === '..'

function toPort(text: string, context: z.RefinementCtx): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  context.addIssue({ code: 'custom', message: 'must be a port number from 0 to 65535' })
  return z.NEVER
}

function toSeconds(text: string, context: z.RefinementCtx): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  context.addIssue({ code: 'custom', message: 'must be a number of seconds' })
  return z.NEVER
}

function toWhole(least: number, most: number) {
  return (text: string, context: z.RefinementCtx): number => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    if (value >= least && value <= most) return value
    context.addIssue({ code: 'custom', message: `must be a number from ${least} to ${most}` })
    return z.NEVER
  }
}

/** `true` is refused on purpose: it would let anybody choose the address that we throttle and record. */
function toTrustProxy(text: string, context: z.RefinementCtx): false | number | string[] {
  if (text === 'false' || text === '0') return false
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const networks = text.split(',').map((network) => network.trim())
  if (networks.every(isTrustedNetwork)) return networks
  context.addIssue({
    code: 'custom',
    message:
      'must be the number of proxies in front, or their networks like 10.0.0.0/8, never true',
  })
  return z.NEVER
}
