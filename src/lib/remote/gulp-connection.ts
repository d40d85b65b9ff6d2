import net from 'node:net'
import { guardedLookup, refuseForbiddenLiteral } from './connect.ts'

/**
 * Large enough that the kernel's copying is what remains, small enough to hold twenty at once.
 * docs/decisions/004-download-path.md has the measurements.
 */
const gulpBytes = 1024 * 1024

export interface GulpListener {
  /**
   * Answers whether to read on at once; otherwise `readOn` does. The bytes are only lent: from then on
   * their memory holds the next ones.
   */
  gulp(bytes: Buffer): boolean
  /** Once, however it ended. */
  closed(error: Error | null): void
}

/**
 * A TCP connection that reads in big gulps, always into the same buffer, and can wait after each one.
 * Node's streams allocate 64 KiB for each read instead, which costs half of the throughput.
 */
export class GulpConnection {
  readonly #socket: net.Socket
  #listener: GulpListener | null = null
  #failure: Error | null = null

  constructor(target: { host: string; port: number }) {
    const { host, port } = target
    refuseForbiddenLiteral(host)
    const buffer = Buffer.allocUnsafeSlow(gulpBytes)
    const callback = (length: number) => this.#listener?.gulp(buffer.subarray(0, length)) ?? false
    const onread = { buffer, callback }
    this.#socket = net.connect({ host, port, lookup: guardedLookup, onread })
    this.#socket.setNoDelay(true)
    this.#socket.on('error', (error) => {
      this.#failure = error
    })
    this.#socket.on('close', () => this.#listener?.closed(this.#failure))
    this.#socket.resume() // else the end of a silent connection would go unnoticed
  }

  /** From now on this one listens. */
  attach(listener: GulpListener): void {
    this.#listener = listener
    if (this.#socket.closed) listener.closed(this.#failure)
  }

  /** Sent as soon as the connection stands. */
  send(text: string): void {
    this.#socket.write(text, 'latin1')
  }

  readOn(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.destroy()
  }
}
