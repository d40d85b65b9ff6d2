import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import type { AlertMessage } from '../core/channels/message.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { cut, headline, linesOf, linkLabel } from './text.ts'

const key = { pattern: /^[A-Za-z0-9]{30}$/, sentence: 'Exactly 30 letters and digits.' }

export function pushover(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'pushover',
    label: 'Pushover',
    fields: {
      token: {
        label: 'Application token',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: key,
      },
      user: {
        label: 'User or group key',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: key,
      },
      criticalPriority: {
        label: 'Priority of critical alerts',
        type: 'choice',
        default: '1',
        choices: [
          { value: '0', label: 'Normal' },
          { value: '1', label: 'High: passes quiet hours' },
          { value: '2', label: 'Emergency: repeats for an hour until acknowledged' },
        ],
      },
    },
    open: (values) => (message, signal) => {
      const { token, user } = values
      const body = { token, user, ...bodyOf(message), ...urgency(message, values.criticalPriority) }
      const url = 'https://api.pushover.net/1/messages.json'
      return deliver(deps, { url, body: JSON.stringify(body), isConfirmed }, signal)
    },
  })
}

function bodyOf(message: AlertMessage) {
  // A link beyond their limit would cost the message.
  const link = (message.link ?? '').length > 512 ? undefined : message.link
  return {
    title: cut(headline(message), 250),
    message: cut(linesOf(message) || headline(message), 1024),
    timestamp: Math.floor(message.at.getTime() / 1000),
    ...(link !== undefined && { url: link, url_title: linkLabel }),
  }
}

function urgency({ severity }: AlertMessage, criticalPriority: string) {
  if (severity !== 'critical') return { priority: severity === 'info' ? -1 : 0 }
  const priority = Number(criticalPriority)
  return priority === 2 ? { priority, retry: 60, expire: 3600 } : { priority }
}

function isConfirmed(reply: Reply): boolean {
  return isJson(reply, z.object({ status: z.literal(1) }))
}
