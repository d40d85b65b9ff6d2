import type { Outgoing } from '../../core/alerts/outgoing.ts'
import type { ChannelFault } from '../../core/channels/channel-faults.ts'
import type { AlertMessage } from '../../core/channels/message.ts'
import type { OutboxMessage, Prisma } from '../generated/client.ts'
import { storable } from '../text.ts'

export const noLease = { leasedBy: null, leasedUntil: null }

/** A little less than the table allows. */
const mostBytes = 60_000

/** Some twenty lines and facts of so many characters are well within. */
const textLimit = 500

/** A message that the table refused would keep back all that were composed with it: its texts are cut instead. */
export function toJson(message: AlertMessage): Prisma.InputJsonObject {
  const json = asJson(message)
  return Buffer.byteLength(JSON.stringify(json)) > mostBytes ? asJson(cutDown(message)) : json
}

function asJson({ at, lines, facts, ...message }: AlertMessage): Prisma.InputJsonObject {
  return { ...message, lines: [...lines], facts: { ...facts }, at: at.toISOString() }
}

function cutDown(message: AlertMessage): AlertMessage {
  const cut = (text: string) => (text.length > textLimit ? `${storable(text, textLimit)}…` : text)
  const facts = Object.entries(message.facts).map(([name, text]) => [name, cut(text)])
  return {
    ...message,
    title: cut(message.title),
    lines: message.lines.map(cut),
    facts: Object.fromEntries(facts),
  }
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
