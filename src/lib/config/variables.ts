import { z } from 'zod'
import { isTrustedNetwork } from '../trusted-network.ts'
import { plainPath } from './plain-path.ts'

const isPostgresUrl = (text: string) => /^postgres(ql)?:\/\//.test(text)
const secretText = z.string().min(32, 'must have at least 32 characters').optional()

/** Each variable by itself: what it may be, what it becomes, and what stands in for it. */
export const variables = z.object({
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

export type Variables = z.output<typeof variables>

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
