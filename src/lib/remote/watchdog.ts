/**
 * Ends a transfer in which nothing moves. undici's own limit on silence rests while a reader is slow,
 * so a browser that stops reading would hold the server's connection for ever.
 */
export class Watchdog {
  readonly #timer: NodeJS.Timeout

  constructor(silenceLimitMs: number, onSilence: () => void) {
    this.#timer = setTimeout(onSilence, silenceLimitMs)
  }

  /** Bytes came from the server, or went out to the browser. */
  feed(): void {
    this.#timer.refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
