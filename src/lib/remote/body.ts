import type { Readable } from 'node:stream'
import { RemoteError } from '../../core/errors.ts'

const capBytes = 8 * 1024 * 1024

/** Reads a whole body as text, counting bytes: an announced length proves nothing. */
export async function readCapped(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  // Ending early makes undici raise an abort error after the loop, with nobody left to hear it.
  body.on('error', () => {})
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length
    if (sizeBytes > capBytes) throw new RemoteError('broken-reply', 'The answer is over 8 MiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
