import { channelFaults } from '../../../core/channels/channel-faults.ts'
import type { Resent } from '../../../services/alerts/messages.ts'
import type { Flash } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'

/** What became of sending a message again. */
export function resentFlash(resent: Resent, { paths }: Pick<Viewer, 'paths'>): Flash {
  const { id, name } = resent.channel
  const link = { text: 'Open the channel', href: paths.alertChannel(id) }
  switch (resent.outcome) {
    case 'sent':
      return { tone: 'ok', text: `The message was sent to ${name}.` }
    case 'not-given-up':
      return { tone: 'info', text: 'The message is not given up any more: its state is below.' }
    case 'channel-off':
      return { tone: 'warn', text: `${name} is switched off, so nothing was sent.`, link }
    case 'failed':
      return { tone: 'bad', text: failureText(resent), link }
  }
}

function failureText(resent: Resent & { outcome: 'failed' }): string {
  const { channel, error, fault, isTriedAgain } = resent
  const next = isTriedAgain ? 'It is tried again for a day.' : 'It was given up again.'
  const remedy = fault === null ? '' : ` ${channelFaults[fault].remedy}`
  return `The message did not reach ${channel.name}: ${error}. ${next}${remedy}`
}
