import type { ChannelError } from '../../../core/channels/channel-error.ts'
import { channelFaults } from '../../../core/channels/channel-faults.ts'
import type { Outcome } from '../../views/alerts/form.ts'

/** How a test ended; `arrived` is what is said when it did. */
export function sendOutcomeView(failure: ChannelError | null, arrived: string): Outcome {
  if (failure === null) return { tone: 'ok', icon: 'check', title: arrived, lines: [notSaved] }
  const { remedy } = channelFaults[failure.fault]
  return { tone: 'bad', icon: 'cross', title: failure.message, lines: [remedy, notSaved] }
}

const notSaved = 'Nothing was saved by the test.'
