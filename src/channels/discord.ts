import { z } from 'zod'
import type { ChannelKind } from '../core/channels/channel.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { isJson } from './reply.ts'
import { cut, headline, linesOf, severityColours } from './text.ts'

const posted = z.object({ id: z.string() })

export function discord(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'discord',
    label: 'Discord',
    fields: {
      url: {
        label: 'Webhook URL',
        help: 'Channel settings, Integrations, Webhooks.',
        type: 'url',
        isSecret: true,
        isRequired: true,
        placeholder: 'https://discord.com/api/webhooks/…',
        shape: {
          pattern:
            /^https:\/\/((ptb|canary)\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]+(\?thread_id=\d+)?$/,
          sentence: 'A Discord webhook begins with https://discord.com/api/webhooks/.',
        },
      },
    },
    open:
      ({ url }) =>
      (message, signal) => {
        const link = message.link === undefined ? {} : { url: message.link }
        const embed = {
          title: escaped(cut(headline(message), 256, escapedSize)),
          description: escaped(cut(linesOf(message), 4096, escapedSize)),
          color: severityColours[message.severity],
          timestamp: message.at.toISOString(),
          ...link,
        }
        const body = { embeds: [embed], allowed_mentions: { parse: [] } }
        const call = { url: confirmed(url), body: JSON.stringify(body) }
        return deliver(deps, { ...call, isConfirmed: (reply) => isJson(reply, posted) }, signal)
      },
  })
}

/** The answer is then the message itself, which proves that it is there. */
function confirmed(webhook: string): string {
  const url = new URL(webhook)
  url.searchParams.set('wait', 'true')
  return url.href
}

/** Underscores in the name of a database would come out as italics. */
function escaped(text: string): string {
  return text.replace(/[\\*_~`|<>[\]()#@:-]/g, '\\$&')
}

const escapedSize = (text: string) => escaped(text).length
