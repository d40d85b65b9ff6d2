import { RemoteError } from '../../core/errors.ts'

/**
 * Ends a transfer in which nothing moves. undici's own limit on silence rests while a reader is slow,
 * so a browser that stops reading would hold the server's connection for ever.
 */
export class Watchdog {
  readonly #timer: NodeJS.Timeout

  constructor(silenceMs: number, end: (error: RemoteError) => void) {
    const bark = () => end(new RemoteError('timeout', 'Nothing moved for too long'))
    this.#timer = setTimeout(bark, silenceMs)
  }

  /** Bytes came from the server, or went out to the reader. */
  feed(): void {
    this.#timer.refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
