import type { IncomingMessage } from 'node:http'
import type { Container } from '../container.ts'
import type { Reply } from '../http/reply.ts'
import type { ByteString } from '../http/text.ts'
import type { JobQueue } from '../jobs/queue.ts'

/** One request on its way to a handler. */
export interface Call {
  readonly container: Container
  readonly jobs: JobQueue
  readonly method: string
  /** What the wildcards of the route matched. */
  readonly values: readonly ByteString[]
  readonly rawQuery: ByteString
  /** The first header of that name, '' without one; as Go, which does not join them. */
  readonly header: (name: string) => string
  readonly body: () => Promise<Buffer>
}

export type Handler = (call: Call) => Reply | Promise<Reply>

export function firstHeader(request: IncomingMessage, name: string): string {
  const { rawHeaders } = request
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) return rawHeaders[index + 1] ?? ''
  }
  return ''
}
