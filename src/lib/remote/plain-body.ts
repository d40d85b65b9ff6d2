import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { RemoteError } from '../../core/errors.ts'
import { asRemoteError, nobodyWaits } from './faults.ts'
import type { GulpConnection } from './gulp-connection.ts'
import type { ResponseHead } from './response-head.ts'
import type { RemoteStream } from './stream.ts'
import { Watchdog } from './watchdog.ts'

/**
 * A file on its way over plain HTTP. Holds one gulp and no more, however slow the reader is: it reads
 * on when the destination has passed on the last one.
 */
export class PlainBody implements RemoteStream {
  readonly status: number
  readonly headers: Record<string, string>
  readonly #connection: GulpConnection
  readonly #watchdog: Watchdog
  readonly #signal: AbortSignal
  /** What came along with the head. */
  readonly #early: Buffer
  #leftBytes: number
  #destination: Writable | null = null
  #failure: Error | null = null

  constructor(
    connection: GulpConnection,
    head: ResponseHead,
    silenceMs: number,
    signal: AbortSignal,
  ) {
    this.status = head.status
    this.headers = head.headers
    this.#early = head.rest
    this.#leftBytes = head.bodyBytes
    this.#connection = connection
    this.#watchdog = new Watchdog(silenceMs, (error) => this.#fail(error))
    this.#signal = signal
    signal.addEventListener('abort', this.discard, { once: true })
    connection.attach({
      gulp: (bytes) => this.#pour(bytes),
      closed: (error) => this.#closed(error),
    })
  }

  async pipeTo(destination: Writable): Promise<void> {
    if (this.#failure !== null) throw this.#failure
    this.#destination = destination
    const done = finished(destination, { readable: false })
    this.#pour(this.#early)
    try {
      await done
    } catch (error) {
      throw this.#failure ?? error
    } finally {
      this.#stop()
    }
  }

  readonly discard = (): void => this.#fail(nobodyWaits())

  /** Answers false: the connection waits until the destination is done with the bytes. */
  #pour(bytes: Buffer): false {
    const chunk = bytes.subarray(0, this.#leftBytes)
    this.#leftBytes -= chunk.length
    this.#watchdog.feed()
    if (this.#leftBytes === 0) {
      this.#destination?.end(chunk)
      this.#connection.close()
    } else {
      this.#destination?.write(chunk, () => {
        this.#watchdog.feed()
        this.#connection.readOn()
      })
    }
    return false
  }

  #closed(error: Error | null): void {
    if (this.#leftBytes === 0) return
    const cause = error ?? new RemoteError('broken-reply', `${this.#leftBytes} bytes are missing`)
    this.#fail(asRemoteError(cause, 'in-body'))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#stop()
    this.#destination?.destroy()
  }

  #stop(): void {
    this.#watchdog.stop()
    this.#signal.removeEventListener('abort', this.discard)
    this.#connection.close()
  }
}
