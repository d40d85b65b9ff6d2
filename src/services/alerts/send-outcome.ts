import { ChannelError } from '../../core/channels/channel-error.ts'

/** How one attempt at sending ended; null: it arrived. */
type SendFailure = ChannelError | null

/** What a channel says is an answer; everything else is a mistake of ours, and thrown. */
export async function sendOutcome(send: () => Promise<void>): Promise<SendFailure> {
  try {
    await send()
    return null
  } catch (error) {
    if (error instanceof ChannelError) return error
    throw error
  }
}
