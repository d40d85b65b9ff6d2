import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import type { AlertMessage, AlertSeverity } from '../core/channels/message.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { cut, headline, inBytes, linesOf } from './text.ts'
import { verifyTlsField } from './verify-tls.ts'

/** Shown as pictures by the apps. */
const tags: Record<AlertSeverity, string> = {
  critical: 'rotating_light',
  warning: 'warning',
  info: 'information_source',
  resolved: 'white_check_mark',
}

const published = z.object({ id: z.string(), topic: z.string() })

export function ntfy(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'ntfy',
    label: 'ntfy',
    fields: {
      server: { label: 'Server', type: 'url', isRequired: true, default: 'https://ntfy.sh' },
      topic: {
        label: 'Topic',
        help: 'On a public server everybody who knows the topic can read it.',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: {
          pattern: /^[\w-]{1,64}$/,
          sentence: 'Up to 64 letters, digits, underscores and hyphens.',
        },
      },
      token: {
        label: 'Access token',
        type: 'text',
        isSecret: true,
        shape: { pattern: /^\S+$/, sentence: 'A token has no spaces.' },
      },
      criticalPriority: {
        label: 'Priority of critical alerts',
        type: 'choice',
        default: '5',
        choices: [
          { value: '3', label: 'Default' },
          { value: '4', label: 'High' },
          { value: '5', label: 'Urgent' },
        ],
      },
      verifyTls: verifyTlsField,
    },
    open: (values) => (message, signal) => {
      const body = { topic: values.topic, ...bodyOf(message, Number(values.criticalPriority)) }
      const call = {
        url: values.server,
        body: JSON.stringify(body),
        headers: bearer(values.token),
        verifyTls: values.verifyTls !== 'false',
        isConfirmed: (reply: Reply) => isJson(reply, published),
      }
      return deliver(deps, call, signal)
    },
  })
}

function bodyOf(message: AlertMessage, criticalPriority: number) {
  return {
    title: cut(headline(message), 250),
    message: cut(linesOf(message) || headline(message), 4000, inBytes),
    priority: message.severity === 'critical' ? criticalPriority : 3,
    tags: [tags[message.severity]],
    ...(message.link !== undefined && { click: message.link }),
  }
}

function bearer(token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` }
}
