import { z } from 'zod'
import type { ChannelFault } from '../core/channels/channel-faults.ts'
import type { Reply } from '../lib/remote/reply.ts'

/** What an answer over HTTP means where a receiver keeps to the standard. Null: taken over. */
export function faultOfStatus(status: number): ChannelFault | null {
  if (status < 300) return null
  if (status < 400) return 'redirected'
  return special[status] ?? (status < 500 ? 'rejected' : 'failed')
}

const special: Record<number, ChannelFault> = {
  401: 'credentials',
  403: 'credentials',
  404: 'missing',
  407: 'credentials',
  408: 'timeout',
  410: 'missing',
  425: 'rate-limited',
  429: 'rate-limited',
}

/** Whether the text is JSON of this shape. */
export function isJson(reply: Reply, shape: z.ZodType): boolean {
  return shape.safeParse(parsed(reply.text)).success
}

/** Longer waits are asked for by mistake. */
const longestWaitMs = 24 * 60 * 60 * 1000

/** Discord and Telegram say it more exactly in the body than in the header. */
const waits = z.union([
  z.object({ retry_after: z.number().nonnegative() }).transform((body) => body.retry_after),
  z
    .object({ parameters: z.object({ retry_after: z.number().nonnegative() }) })
    .transform((body) => body.parameters.retry_after),
])

/** How long the receiver asks us to wait, if it does. */
export function retryAfterMs(reply: Reply, now = new Date()): number | undefined {
  const told = waits.safeParse(parsed(reply.text))
  const waitMs = told.success ? told.data * 1000 : ofHeader(reply.headers['retry-after'], now)
  return waitMs === undefined ? undefined : Math.min(Math.ceil(waitMs), longestWaitMs)
}

function ofHeader(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime())
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
