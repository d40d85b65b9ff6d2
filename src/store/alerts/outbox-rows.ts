import type { Outgoing } from '../../core/alerts/outgoing.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import type { AlertMessage } from '../../core/channels/message.ts'
import type { OutboxMessage, Prisma } from '../generated/client.ts'

export const noLease = { leasedBy: null, leasedUntil: null }

export function toJson({ at, lines, facts, ...message }: AlertMessage): Prisma.InputJsonObject {
  return { ...message, lines: [...lines], facts: { ...facts }, at: at.toISOString() }
}

/** The words were checked when they were written, by the types of the message. */
export function toOutgoing(row: OutboxMessage): Outgoing {
  const message = row.message as unknown as Omit<AlertMessage, 'at'> & { at: string }
  return {
    id: row.id,
    channelId: row.channelId,
    purpose: row.purpose as Outgoing['purpose'],
    message: { ...message, at: new Date(message.at) },
    createdAt: row.createdAt,
    dueAt: row.dueAt,
    attempts: row.attempts,
    lastFault: row.lastFault as ChannelFault | null,
    lastError: row.lastError,
    sentAt: row.sentAt,
    givenUpAt: row.givenUpAt,
  }
}
