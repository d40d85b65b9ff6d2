import type { Readable } from 'node:stream'
import type { Agents } from './agents.ts'
import { asRemoteError } from './faults.ts'
import { plainHeaders } from './headers.ts'
import { untilAborted, withinLimit } from './limit.ts'
import type { Reply } from './reply.ts'

export interface OutwardCall {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH'
  url: URL
  headers: Record<string, string>
  body?: string
  verifyTls: boolean
  /** For the whole exchange. */
  limitMs: number
}

/** Longer answers are cut: nobody needs more to tell whether a message arrived. */
const capBytes = 64 * 1024

/**
 * One call to somebody else's service, without a word about which. Redirects are answers, not followed.
 * Every failure before the answer is a RemoteError.
 */
export async function callOutward(
  agents: Agents,
  call: OutwardCall,
  signal: AbortSignal,
): Promise<Reply> {
  const { url, method, body = null } = call
  return withinLimit(signal, call.limitMs, async (limit) => {
    const target = { origin: url.origin, path: url.pathname + url.search, method, body }
    const options = { ...target, headers: utf8Headers(call.headers), signal: limit }
    try {
      // undici looks at the signal once it is connected; a black hole must not hold the call till then.
      const asked = agents.for(call.verifyTls).request(options)
      const answer = await untilAborted(asked, limit)
      const { statusCode: status } = answer
      return { status, headers: plainHeaders(answer.headers), text: await beginning(answer.body) }
    } catch (error) {
      throw asRemoteError(error, 'before-headers', limit)
    }
  })
}

/** Headers travel byte by byte, so what is beyond ASCII is spelled out in its UTF-8 bytes. */
function utf8Headers(headers: Record<string, string>): Record<string, string> {
  const spelled = (value: string) => Buffer.from(value, 'utf8').toString('latin1')
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, spelled(value)]))
}

/**
 * As much of a body as came. The status has told what counts: a body that breaks off or never ends does
 * not undo a message that was taken over.
 */
async function beginning(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      sizeBytes += chunk.length
      if (sizeBytes >= capBytes) break
    }
  } catch {
    // What came is what there is.
  }
  return Buffer.concat(chunks).subarray(0, capBytes).toString('utf8')
}
