import type { Writable } from 'node:stream'

/** A body that is still on its way. It ends by itself when nobody takes it. */
export interface RemoteStream {
  status: number
  headers: Record<string, string>
  /**
   * Pours the body out and ends the destination. When the server breaks off or falls silent, destroys
   * the destination and rejects with a RemoteError; when the destination is closed early, stops the
   * transfer and rejects with Node's own error.
   */
  pipeTo(destination: Writable): Promise<void>
  /** Lets go of a body that is not wanted. */
  discard(): void
}

export interface StreamLimits {
  /** Until the answer begins. */
  headersMs: number
  /** For a time in which no byte moves, neither from the server nor to the reader. */
  silenceMs: number
}
