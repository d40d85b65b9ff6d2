import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeFirstValue } from './json-decode.ts'

/** Beyond this, trying after each chunk would cost more than it is worth. */
const eagerBytes = 64 * 1024

/**
 * Reads a body up to where its first JSON value is complete, as Go's decoder does: the client may
 * still owe the rest. There is no limit. Who asked for "100 Continue" gets it only now.
 */
export async function readJsonBody(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Buffer> {
  if (request.headers.expect !== undefined) response.writeContinue()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    length += chunk.length
    if (length <= eagerBytes && isComplete(Buffer.concat(chunks))) break
  }
  return Buffer.concat(chunks)
}

/** Only an object or a list tells by itself that it has ended. */
function isComplete(body: Buffer): boolean {
  const value = decodeFirstValue(body)
  return typeof value === 'object' && value !== null
}
