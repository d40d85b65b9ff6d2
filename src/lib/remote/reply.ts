import type { Dispatcher } from 'undici'
import { RemoteError } from '../../core/errors.ts'
import { readCapped } from './body.ts'
import { asRemoteError } from './faults.ts'
import { plainHeaders } from './headers.ts'

/** A whole answer, whatever its status: what it means is the driver's to say. */
export interface Reply {
  status: number
  headers: Record<string, string>
  text: string
}

export async function wholeReply(
  answer: Dispatcher.ResponseData,
  signal: AbortSignal,
): Promise<Reply> {
  try {
    const text = await readCapped(answer.body)
    return { status: answer.statusCode, headers: plainHeaders(answer.headers), text }
  } catch (error) {
    throw asRemoteError(error, 'in-body', signal)
  }
}

/** For what should have been a file and is a sentence: it must not take as long as a file. */
export async function briefReply(
  answer: Dispatcher.ResponseData,
  limitMs: number,
  signal: AbortSignal,
): Promise<Reply> {
  const timer = setTimeout(() => answer.body.destroy(new RemoteError('timeout')), limitMs)
  try {
    return await wholeReply(answer, signal)
  } finally {
    clearTimeout(timer)
  }
}
