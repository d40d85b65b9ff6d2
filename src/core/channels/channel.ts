import type { ChannelField, FieldProblems, FieldValues } from './channel-field.ts'
import type { AlertMessage } from './message.ts'

/**
 * A way to people. Delivers a message once; when to try again is for the caller to decide. Whoever
 * waits needs no limit of his own: after half a minute at most it fails by itself.
 */
export interface Channel {
  /** Resolves once the other side has taken the message over, and rejects with ChannelError. */
  send(message: AlertMessage, signal: AbortSignal): Promise<void>
}

/** Tells a watcher outside that the panel is alive and content, so that its silence raises an alarm. */
export interface DeadMan {
  /** Rejects with ChannelError. */
  ping(signal: AbortSignal): Promise<void>
}

/** One kind of way out of the panel: what must be known for it, and how to open it. */
export interface OutwardKind<Opened> {
  kind: string
  label: string
  fields: readonly ChannelField[]
  /** A sentence for each field that cannot be used; empty when all can. Contacts nobody. */
  check(values: FieldValues): FieldProblems
  /** Contacts nobody yet. Throws ChannelError when the values cannot be used. */
  open(values: FieldValues): Opened
}

export type ChannelKind = OutwardKind<Channel>
export type DeadManKind = OutwardKind<DeadMan>
