import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { ChannelKind } from '../../../core/channels/channel.ts'
import type { SentChannel, Stored } from '../../forms/alerts/channel.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { text, toggle } from './controls.ts'
import { type AlertFormView, alertForm, type Outcome } from './form.ts'
import { outwardFields } from './outward-fields.ts'
import { type AlertTab, alertCrumbs, alertTabs } from './tabs.ts'

export interface ChannelForm {
  /** Null: one that is being added. */
  channel: (AlertChannel & Stored) | null
  kind: ChannelKind
  typed: Pick<SentChannel, 'name' | 'isEnabled' | 'values' | 'errors'> &
    Partial<Pick<Stored, 'secrets'>>
  outcome: Outcome | null
  error?: string
}

export function channelFormView(form: ChannelForm, viewer: Viewer): AlertFormView {
  const { channel, kind, typed, outcome, error } = form
  const { paths } = viewer
  const heading = channel === null ? `Add a channel: ${kind.label}` : `Edit ${channel.name}`
  return alertForm(
    {
      tab: 'Channels',
      heading,
      crumbs: crumbs(channel === null ? 'Add' : channel.name, viewer),
      action: channel === null ? paths.alertChannels() : paths.alertChannel(channel.id),
      hidden: [{ name: 'kind', value: kind.kind }],
      outcome,
      error: error ?? unreadable(channel),
      groups: [
        { legend: 'Channel', controls: ownFields(form) },
        { legend: kind.label, controls: outwardFields(kind.fields, typed, channel) },
      ],
      submitText: channel === null ? 'Add channel' : 'Save changes',
      trial: {
        text: 'Send a test',
        action:
          channel === null ? paths.newAlertChannelTests() : paths.alertChannelTests(channel.id),
      },
      cancelHref: paths.alertChannels(),
      removal: channel && { text: 'Delete channel', href: paths.alertChannelRemoval(channel.id) },
    },
    viewer,
  )
}

function ownFields({ channel, typed }: ChannelForm) {
  return [
    text({
      name: 'name',
      label: 'Name',
      help: 'What rules and messages call it, for example “On call”.',
      value: typed.name,
      error: typed.errors['name'] ?? null,
      required: true,
      autofocus: channel === null,
    }),
    toggle({
      name: 'enabled',
      label: 'Enabled',
      help: 'When off, nothing is sent. Messages on their way wait for a day.',
      checked: typed.isEnabled,
    }),
  ]
}

function unreadable(channel: ChannelForm['channel']): string | undefined {
  if (channel === null || channel.secrets !== null) return undefined
  return 'APP_SECRET does not open what is secret of this channel: enter it again.'
}

function crumbs(page: string, viewer: Viewer) {
  return alertCrumbs({ text: 'Channels', href: viewer.paths.alertChannels() }, page, viewer)
}

/** The choice of a kind, before there is a form. */
export interface ChannelKindsView extends Framed {
  tabs: AlertTab[]
  kinds: { label: string; href: string }[]
}

export function channelKindsView(kinds: readonly ChannelKind[], viewer: Viewer): ChannelKindsView {
  return {
    frame: {
      title: 'Add a channel',
      section: 'alerts',
      crumbs: crumbs('Add', viewer),
      header: null,
    },
    tabs: alertTabs('Channels', viewer),
    kinds: kinds.map(({ kind, label }) => ({ label, href: viewer.paths.newAlertChannel(kind) })),
  }
}
