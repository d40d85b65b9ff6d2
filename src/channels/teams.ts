import type { ChannelKind } from '../core/channels/channel.ts'
import type { AlertMessage, AlertSeverity } from '../core/channels/message.ts'
import { type ChannelDeps, deliver } from './delivery.ts'
import { channelKind } from './kind.ts'
import { cut, headline, inBytes, linesOf, linkLabel } from './text.ts'

const colours: Record<AlertSeverity, string> = {
  critical: 'Attention',
  warning: 'Warning',
  info: 'Accent',
  resolved: 'Good',
}

export function teams(deps: ChannelDeps): ChannelKind {
  return channelKind({
    kind: 'teams',
    label: 'Microsoft Teams',
    fields: {
      url: {
        label: 'Workflow URL',
        help: 'Of the workflow “Post to a channel when a webhook request is received”.',
        type: 'url',
        isSecret: true,
        isRequired: true,
        shape: { pattern: /^https:/i, sentence: 'Start the URL with https://.' },
      },
    },
    open:
      ({ url }) =>
      (message, signal) => {
        const contentType = 'application/vnd.microsoft.card.adaptive'
        const attachments = [{ contentType, contentUrl: null, content: card(message) }]
        return deliver(
          deps,
          { url, body: JSON.stringify({ type: 'message', attachments }) },
          signal,
        )
      },
  })
}

/** Runs of text, because text blocks would take signs in names for Markdown. */
function card(message: AlertMessage) {
  const style = { weight: 'Bolder', size: 'Medium', color: colours[message.severity] }
  const link = { type: 'Action.OpenUrl', title: linkLabel, url: message.link }
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      run(cut(headline(message), 1000), style),
      // A card may have 28 KB in all.
      ...cut(linesOf(message), 24_000, cardBytes)
        .split('\n')
        .map((line) => run(line)),
    ],
    actions: message.link === undefined ? [] : [link],
  }
}

function run(text: string, style = {}) {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] }
}

/** Each line is a block of its own. */
const cardBytes = (text: string) =>
  inBytes(JSON.stringify(text.split('\n').map((line) => run(line))))
