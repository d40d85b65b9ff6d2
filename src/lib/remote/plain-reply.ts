import { Writable } from 'node:stream'
import type { GulpConnection } from './gulp-connection.ts'
import { withinLimit } from './limit.ts'
import { PlainBody } from './plain-body.ts'
import type { Reply } from './reply.ts'
import type { ResponseHead } from './response-head.ts'
import type { StreamLimits } from './stream.ts'

/** What should have been a file and is a sentence: it must not take as long as a file. */
export function plainReply(
  connection: GulpConnection,
  head: ResponseHead,
  { headersMs, silenceMs }: StreamLimits,
  signal: AbortSignal,
): Promise<Reply> {
  return withinLimit(signal, headersMs, async (limit) => {
    const chunks: Buffer[] = []
    const kept = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(Buffer.from(chunk)) // the memory that it came in is only lent
        done()
      },
    })
    const { status, headers } = head
    await new PlainBody(connection, head, silenceMs, limit).pipeTo(kept)
    return { status, headers, text: Buffer.concat(chunks).toString('utf8') }
  })
}
