import { ChannelError } from '../core/channels/channel-error.ts'
import type { ChannelFault } from '../core/channels/channel-faults.ts'
import { RemoteError, type RemoteFault } from '../core/errors.ts'
import type { Agents } from '../lib/remote/agents.ts'
import { callOutward, type OutwardCall } from '../lib/remote/outward.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { faultOfStatus, retryAfterMs } from './reply.ts'

/** What every channel is built on. */
export interface ChannelDeps {
  agents: Agents
  /** For one delivery from beginning to end. */
  limitMs?: number
  /** Stands in for the scheme, host and port of every HTTP receiver, for tests that play one. */
  origin?: string
}

export interface Delivery {
  url: string
  method?: OutwardCall['method']
  headers?: Record<string, string>
  /** Sent as it is, as JSON. */
  body?: string
  verifyTls?: boolean
  /** Whether a success is in the words of this kind of receiver. Without it, any success will do. */
  isConfirmed?(reply: Reply): boolean
  /** For receivers whose statuses mean something of their own. */
  faultOf?(reply: Reply): ChannelFault | undefined
}

export const usualLimitMs = 15_000

/** Resolves once the receiver has confirmed, and rejects with ChannelError. */
export async function deliver(
  deps: ChannelDeps,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const reply = await exchange(deps, delivery, signal)
  const fault = delivery.faultOf?.(reply) ?? faultOfStatus(reply.status)
  const detail = `HTTP ${reply.status}`
  if (fault !== null) throw new ChannelError(fault, { detail, retryAfterMs: retryAfterMs(reply) })
  if (delivery.isConfirmed?.(reply) === false) throw new ChannelError('unconfirmed', { detail })
}

async function exchange(
  { agents, limitMs = usualLimitMs, origin }: ChannelDeps,
  { method = 'POST', headers, body, verifyTls = true, ...delivery }: Delivery,
  signal: AbortSignal,
): Promise<Reply> {
  const given = new URL(delivery.url)
  const url = origin === undefined ? given : new URL(given.pathname + given.search, origin)
  const content = body === undefined ? {} : { body }
  const type = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  const named = { 'user-agent': 'backupgram-admin', ...type, ...headers }
  const call = { method, url, headers: named, verifyTls, limitMs, ...content }
  try {
    return await callOutward(agents, call, signal)
  } catch (error) {
    throw error instanceof RemoteError ? asChannelError(error) : error
  }
}

const faults: Partial<Record<RemoteFault, ChannelFault>> = {
  blocked: 'blocked',
  dns: 'dns',
  refused: 'refused',
  tls: 'tls',
  timeout: 'timeout',
}

export function asChannelError({ fault, detail }: RemoteError): ChannelError {
  return new ChannelError(faults[fault] ?? 'unconfirmed', { detail })
}
