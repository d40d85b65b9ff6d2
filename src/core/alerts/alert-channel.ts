/** A way to people as the panel keeps it. What is secret of it is never part of it. */
export interface AlertChannel {
  id: string
  name: string
  kind: string
  /** By the names of the kind's fields. */
  values: Record<string, string>
  isEnabled: boolean
  lastSentAt: Date | null
  lastFailedAt: Date | null
  /** Why the last message did not arrive. Null: it did. */
  lastError: string | null
}

/** What is fixed when a channel is added or changed. */
export interface ChannelInput {
  name: string
  kind: string
  values: Record<string, string>
  secrets: Record<string, string>
  isEnabled: boolean
}
