import type { ChannelKind } from '../core/channels/channel.ts'
import type { Reply } from '../lib/remote/reply.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { wholeText } from './text.ts'

export function slack(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'slack',
    label: 'Slack',
    fields: {
      url: {
        label: 'Webhook URL',
        help: 'Of an incoming webhook. Mattermost and Rocket.Chat take the same messages.',
        type: 'url',
        isSecret: true,
        isRequired: true,
        placeholder: 'https://hooks.slack.com/services/…',
      },
    },
    open:
      ({ url }) =>
      (message, signal) => {
        const text = escaped(wholeText(message, 4000))
        const body = { text, mrkdwn: false, unfurl_links: false, unfurl_media: false }
        return deliver(deps, { url, body: JSON.stringify(body), isConfirmed }, signal)
      },
  })
}

/** Otherwise a name could call everybody in the channel, or be a link. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Slack and Mattermost in plain text, Rocket.Chat in JSON. */
function isConfirmed({ text }: Reply): boolean {
  return ['ok', '{"success":true}'].includes(text.trim())
}
