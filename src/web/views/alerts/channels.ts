import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { ChannelKind } from '../../../core/channels/channel.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type AlertListView, alertList, cell, timeCell } from './list.ts'

export function channelsView(
  channels: AlertChannel[],
  kinds: readonly ChannelKind[],
  viewer: Viewer,
): AlertListView {
  const { paths, format, now } = viewer
  return alertList(
    {
      tab: 'Channels',
      heading: 'Channels',
      intro: 'Ways to tell people. Rules say which of them are told what.',
      add: { text: 'Add a channel', href: paths.newAlertChannel() },
      columns: ['Kind', 'Last message', 'Last error'],
      rows: channels.map((channel) => ({
        name: channel.name,
        href: paths.alertChannel(channel.id),
        badge: badgeOf(channel),
        cells: [
          cell(kinds.find(({ kind }) => kind === channel.kind)?.label ?? channel.kind),
          timeCell(channel.lastSentAt && format.ago(channel.lastSentAt, now), '–'),
          cell(channel.lastError ?? '–'),
        ],
      })),
      empty: {
        title: 'Nobody is told yet',
        text: 'Add a channel, and a rule for everything that matters comes with it.',
      },
    },
    viewer,
  )
}

function badgeOf({ isEnabled, lastError, lastSentAt }: AlertChannel): Badge {
  if (!isEnabled) return { tone: 'quiet', icon: 'pause', text: 'Off' }
  if (lastError !== null) return { tone: 'bad', icon: 'cross', text: 'Fails' }
  return lastSentAt === null
    ? { tone: 'quiet', icon: 'question', text: 'Not used yet' }
    : { tone: 'ok', icon: 'check', text: 'Works' }
}
