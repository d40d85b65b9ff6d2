import type { ChannelFault } from '../channels/channel-faults.ts'
import type { AlertMessage } from '../channels/message.ts'

export type MessagePurpose = 'problem' | 'reminder' | 'recovery' | 'digest'

/** A message on its way out, before it was ever tried. */
export interface NewOutgoing {
  channelId: string
  purpose: MessagePurpose
  /** Nothing is composed twice. */
  dedupKey: string
  message: AlertMessage
}

/** A message on its way out, and what became of it. */
export interface Outgoing {
  id: string
  channelId: string
  purpose: MessagePurpose
  message: AlertMessage
  /** Or taken up again, after it was given up. */
  createdAt: Date
  dueAt: Date
  attempts: number
  lastFault: ChannelFault | null
  lastError: string | null
  sentAt: Date | null
  givenUpAt: Date | null
}
