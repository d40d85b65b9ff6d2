import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import type { AlertMessage, AlertSeverity } from '../core/channels/message.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { cut, headline, wholeText } from './text.ts'
import { verifyTlsField } from './verify-tls.ts'

/** From 8 on the app rings, from 4 on it makes itself heard. */
const priorities: Record<AlertSeverity, number> = { critical: 8, warning: 5, info: 2, resolved: 4 }

const stored = z.object({ id: z.number() })

export function gotify(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'gotify',
    label: 'Gotify',
    fields: {
      server: {
        label: 'Server',
        type: 'url',
        isRequired: true,
        placeholder: 'https://gotify.example.com',
        shape: { pattern: /^[^?]*$/, sentence: 'Leave the query (everything after ?) out.' },
      },
      token: {
        label: 'Application token',
        type: 'text',
        isSecret: true,
        isRequired: true,
        shape: { pattern: /^\S+$/, sentence: 'A token has no spaces.' },
      },
      verifyTls: verifyTlsField,
    },
    open: (values) => (message, signal) => {
      const call = {
        url: `${values.server.replace(/\/+$/, '')}/message`,
        headers: { 'x-gotify-key': values.token },
        body: JSON.stringify(bodyOf(message)),
        verifyTls: values.verifyTls !== 'false',
        isConfirmed: (reply: Reply) => isJson(reply, stored),
      }
      return deliver(deps, call, signal)
    },
  })
}

function bodyOf(message: AlertMessage) {
  const click = { 'client::notification': { click: { url: message.link } } }
  return {
    title: cut(headline(message), 250),
    message: wholeText(message, 8000),
    priority: priorities[message.severity],
    ...(message.link !== undefined && { extras: click }),
  }
}
