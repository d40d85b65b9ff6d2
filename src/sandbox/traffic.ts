import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What came in, for tests that must know whether and how the panel called. */
export class Traffic {
  /** Each request as `GET /path?query`, oldest first. */
  readonly requests: string[] = []
  private readonly sockets = new Set<Socket>()
  private open = 0

  /** Replies that have begun or are awaited, and have not ended. */
  get openResponses(): number {
    return this.open
  }

  get connections(): number {
    return this.sockets.size
  }

  count(start: string): number {
    return this.requests.filter((request) => request.startsWith(start)).length
  }

  note(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${request.method} ${request.url}`)
    this.open += 1
    response.once('close', () => {
      this.open -= 1
    })
    const { socket } = request
    if (this.sockets.has(socket)) return
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
  }
}
