import { type ChannelFault, channelFaults } from './channel-faults.ts'

interface Circumstances {
  /** Our own words or a status, never those of the receiver: a reply can hold what was sent to it. */
  detail?: string | undefined
  /** How long the receiver asked us to wait. */
  retryAfterMs?: number | undefined
}

/** A message was not delivered. Carries no address, header or reply, so that no secret can leave with it. */
export class ChannelError extends Error {
  override name = 'ChannelError'
  readonly fault: ChannelFault
  readonly detail: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(fault: ChannelFault, { detail, retryAfterMs }: Circumstances = {}) {
    const { title } = channelFaults[fault]
    super(detail === undefined ? title : `${title} (${detail})`)
    this.fault = fault
    this.detail = detail
    this.retryAfterMs = retryAfterMs
  }

  /** Trying again would end the same way until somebody changes something. */
  get isFinal(): boolean {
    return channelFaults[this.fault].isFinal
  }
}
