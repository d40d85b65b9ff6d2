import type { z } from 'zod'
import { RemoteError } from '../../core/errors.ts'
import type { Remote, RemoteCall } from '../../lib/remote/remote.ts'
import type { Reply } from '../../lib/remote/reply.ts'
import { failure } from './replies.ts'

export type ApiCall = Omit<RemoteCall, 'limitMs'>

/** One JSON call: what comes back is either our noun or a RemoteError. */
export interface Api {
  ask<T extends z.ZodType>(call: ApiCall, reply: T, signal: AbortSignal): Promise<z.output<T>>
}

export function api(remote: Remote, limitMs: number): Api {
  return {
    async ask(call, reply, signal) {
      const answer = await remote.call({ ...call, limitMs }, signal)
      return understand(answer, reply, remote)
    },
  }
}

/** Checks an answer and turns it into our noun. */
export function understand<T extends z.ZodType>(
  answer: Reply,
  expected: T,
  remote: Pick<Remote, 'scrub'>,
): z.output<T> {
  if (answer.status < 200 || answer.status > 299) throw faultOf(answer, remote)
  const json = parse(answer)
  const checked = expected.safeParse(json)
  if (checked.success) return checked.data
  throw new RemoteError('broken-reply', 'The answer is not of the expected shape')
}

function parse(answer: Reply): unknown {
  const isJson = isJsonType(answer.headers['content-type'])
  try {
    return JSON.parse(answer.text)
  } catch {
    if (isJson) throw new RemoteError('broken-reply', 'The answer is not valid JSON')
    throw new RemoteError('not-a-backup-server', 'The answer is not JSON')
  }
}

/** What an answer other than success means. The server's own sentence goes along when it has one. */
export function faultOf(answer: Reply, remote: Pick<Remote, 'scrub'>): RemoteError {
  const { status } = answer
  if (status >= 300 && status < 400) {
    return new RemoteError('not-a-backup-server', `It answers with a redirect (${status})`)
  }
  const sentence = sentenceOf(answer, remote)
  if (status === 401) return new RemoteError('token-refused', sentence)
  if (sentence === undefined) return strangersAnswer(status)
  if (status === 404) return new RemoteError('missing', sentence)
  return new RemoteError(status >= 500 ? 'failed' : 'rejected', sentence)
}

/** Trouble that the API tells of in its own words, so it has let the caller in. Gateways answer 502 and more. */
export function isOwnFailure(answer: Reply, remote: Pick<Remote, 'scrub'>): boolean {
  return answer.status === 500 && sentenceOf(answer, remote) !== undefined
}

/** A proxy in front of a dead server says so in its own words; any other text is not this API's. */
function strangersAnswer(status: number): RemoteError {
  if (status === 502 || status === 503 || status === 504) {
    return new RemoteError('failed', `A proxy in front of it answered ${status}`)
  }
  return new RemoteError('not-a-backup-server', `It answers ${status}, but not in this API's words`)
}

const sentenceCap = 300

function sentenceOf(answer: Reply, remote: Pick<Remote, 'scrub'>): string | undefined {
  try {
    const { error } = failure.parse(JSON.parse(answer.text))
    // Scrubbed before it is cut, so that no half of a token is left at the end.
    return remote.scrub(error).slice(0, sentenceCap)
  } catch {
    return undefined
  }
}

function isJsonType(type: string | undefined): boolean {
  return /^application\/json\b/i.test(type ?? '')
}
