import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import type { AlertMessage } from '../core/channels/message.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { cut, linesOf, linkLabel } from './text.ts'

const origins: Record<string, string> = {
  us: 'https://events.pagerduty.com',
  eu: 'https://events.eu.pagerduty.com',
}

/** Alarms open an incident, all-clears close the one with the same key. */
export function pagerduty(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'pagerduty',
    label: 'PagerDuty',
    fields: {
      routingKey: {
        label: 'Integration key',
        help: 'Of an “Events API v2” integration of the service.',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: { pattern: /^\w{32}$/, sentence: 'Exactly 32 letters and digits.' },
      },
      region: {
        label: 'Service region',
        type: 'choice',
        default: 'us',
        choices: [
          { value: 'us', label: 'United States' },
          { value: 'eu', label: 'Europe' },
        ],
      },
    },
    open: (values) => (message, signal) => {
      const url = `${origins[values.region] ?? origins['us']}/v2/enqueue`
      const body = JSON.stringify({ routing_key: values.routingKey, ...eventOf(message) })
      return deliver(deps, { url, body, isConfirmed }, signal)
    },
  })
}

function eventOf(message: AlertMessage) {
  const { severity, link } = message
  const dedup_key = shortKey(message.incidentKey)
  if (severity === 'resolved') return { event_action: 'resolve', dedup_key }
  const payload = {
    summary: cut(message.title, 1024),
    source: message.facts.server ?? 'backupgram-admin',
    severity,
    timestamp: message.at.toISOString(),
    custom_details: { ...message.facts, details: cut(linesOf(message), 8000) },
  }
  const links = link === undefined ? [] : [{ href: link, text: linkLabel }]
  return { event_action: 'trigger', dedup_key, client: 'backupgram-admin', payload, links }
}

/** Theirs has at most 255 characters. */
function shortKey(incidentKey: string): string {
  if (incidentKey.length <= 255) return incidentKey
  return createHash('sha256').update(incidentKey).digest('hex')
}

function isConfirmed(reply: Reply): boolean {
  return isJson(reply, z.object({ status: z.literal('success') }))
}
