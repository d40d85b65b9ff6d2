import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { RemoteError } from '../../core/errors.ts'
import { asRemoteError } from './faults.ts'
import { GulpConnection } from './gulp-connection.ts'
import { parsePlainHead, type ResponseHead } from './response-head.ts'
import type { RemoteStream, StreamLimits } from './stream.ts'
import { Watchdog } from './watchdog.ts'

export interface PlainRequest {
  host: string
  port: number
  /** Request line and headers as they go over the wire. */
  head: string
}

/**
 * Opens a download over plain HTTP on a connection of its own, past undici, whose reads are too small
 * to keep up with a fast server. Null when the answer is anything but a file of announced length: the
 * ordinary path then asks again and sorts it out.
 */
export function openPlainDownload(
  request: PlainRequest,
  limits: StreamLimits,
  signal: AbortSignal,
): Promise<RemoteStream | null> {
  return new Promise((resolve, reject) => {
    const download = new PlainDownload(request, limits, signal, { resolve, reject })
    if (signal.aborted) download.discard()
  })
}

interface Opening {
  resolve(download: RemoteStream | null): void
  reject(error: Error): void
}

/**
 * Holds one gulp and no more, however slow the reader is: it reads on when the destination has passed
 * on the last one.
 */
class PlainDownload implements RemoteStream {
  status = 0
  headers: Record<string, string> = {}
  readonly #connection: GulpConnection
  readonly #watchdog: Watchdog
  readonly #headTimer: NodeJS.Timeout
  readonly #signal: AbortSignal
  readonly #opening: Opening
  #head: Buffer = Buffer.alloc(0)
  #isOpen = false
  /** What came along with the head, until somebody takes the body. */
  #early: Buffer = Buffer.alloc(0)
  #leftBytes = 0
  #destination: Writable | null = null
  #failure: Error | null = null

  constructor(request: PlainRequest, limits: StreamLimits, signal: AbortSignal, opening: Opening) {
    this.#opening = opening
    this.#signal = signal
    this.#connection = new GulpConnection(request, {
      gulp: (bytes) => (this.#isOpen ? this.#pour(bytes) : this.#readHead(bytes)),
      closed: (error) => this.#closed(error),
    })
    this.#connection.send(request.head)
    this.#headTimer = setTimeout(() => this.#fail(new RemoteError('timeout')), limits.headersMs)
    this.#watchdog = new Watchdog(limits.silenceMs, () => {
      this.#fail(new RemoteError('timeout', 'Nothing moved for too long'))
    })
    signal.addEventListener('abort', this.discard, { once: true })
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

  discard = (): void => {
    this.#fail(new RemoteError('timeout', 'Nobody waits for it any more'))
  }

  #readHead(bytes: Buffer): boolean {
    this.#head = Buffer.concat([this.#head, bytes])
    const split = splitHead(this.#head)
    if (split === 'incomplete') return true
    if (split === null) this.#giveUp()
    else this.#opened(split)
    return false
  }

  #giveUp(): void {
    this.#stop()
    this.#opening.resolve(null)
  }

  #opened(split: SplitHead): void {
    clearTimeout(this.#headTimer)
    this.#isOpen = true
    this.status = split.head.status
    this.headers = split.head.headers
    this.#leftBytes = split.head.bodyBytes
    this.#early = split.rest
    this.#opening.resolve(this)
  }

  #pour(bytes: Buffer): false {
    const destination = this.#destination
    if (destination === null) return false
    this.#watchdog.feed()
    const chunk = bytes.subarray(0, this.#leftBytes)
    this.#leftBytes -= chunk.length
    if (this.#leftBytes === 0) {
      destination.end(chunk)
      this.#connection.close()
      return false
    }
    destination.write(chunk, () => {
      this.#watchdog.feed()
      this.#connection.readOn()
    })
    return false
  }

  #closed(error: Error | null): void {
    if (!this.#isOpen) {
      const cause =
        error ?? new RemoteError('refused', 'The connection was closed without an answer')
      this.#fail(asRemoteError(cause, 'before-headers'))
    } else if (this.#leftBytes > 0) {
      const cause = error ?? new RemoteError('broken-reply', `${this.#leftBytes} bytes are missing`)
      this.#fail(asRemoteError(cause, 'in-body'))
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#stop()
    this.#opening.reject(error)
    this.#destination?.destroy()
  }

  #stop(): void {
    clearTimeout(this.#headTimer)
    this.#watchdog.stop()
    this.#signal.removeEventListener('abort', this.discard)
    this.#connection.close()
  }
}

const headEnd = '\r\n\r\n'

/** Longer heads are left to the ordinary path. */
const headCapBytes = 64 * 1024

interface SplitHead {
  head: ResponseHead
  rest: Buffer
}

function splitHead(bytes: Buffer): SplitHead | null | 'incomplete' {
  const end = bytes.indexOf(headEnd)
  if (end === -1) return bytes.length < headCapBytes ? 'incomplete' : null
  const head = parsePlainHead(bytes.toString('latin1', 0, end))
  return head === null ? null : { head, rest: bytes.subarray(end + headEnd.length) }
}
