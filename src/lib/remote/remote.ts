import type { Dispatcher } from 'undici'
import { RemoteError } from '../../core/errors.ts'
import type { Agents } from './agents.ts'
import { readCapped } from './body.ts'
import { asRemoteError } from './faults.ts'
import { plainHeaders } from './headers.ts'
import { ordinaryStream } from './ordinary-stream.ts'
import { openPlainDownload } from './plain-download.ts'
import { hostPortOf } from './reach.ts'
import type { RemoteStream, StreamLimits } from './stream.ts'

/** What is needed to speak to one server. */
export interface Connection {
  baseUrl: string
  token: string
  verifyTls: boolean
}

interface RemoteRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the base URL, already percent-encoded, with the query if there is one. */
  path: string
}

export interface RemoteCall extends RemoteRequest {
  /** Sent as JSON. */
  body?: unknown
  /** For the whole exchange, down to the last byte of the answer. */
  limitMs: number
  /** Off for what needs no token, so that a stranger's server does not learn it. */
  withToken?: boolean
}

export interface RemoteOpening extends RemoteRequest {
  method: 'GET' | 'HEAD'
  headers: Record<string, string>
  limits: StreamLimits
}

/** A whole answer, whatever its status: what it means is the driver's to say. */
export interface Reply {
  status: number
  headers: Record<string, string>
  text: string
}

/** Speaks HTTP to one server. Holds its token where no log, error or page can come by it. */
export class Remote {
  readonly #agent: Dispatcher
  readonly #url: URL
  readonly #prefix: string
  readonly #token: string

  constructor(agents: Agents, connection: Connection) {
    this.#agent = agents.for(connection.verifyTls)
    this.#url = new URL(connection.baseUrl)
    this.#prefix = this.#url.pathname.replace(/\/+$/, '')
    this.#token = connection.token
  }

  async call(call: RemoteCall, signal: AbortSignal): Promise<Reply> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(call.limitMs)])
    const isJson = call.body !== undefined
    const answer = await this.#request(call, limit, {
      body: isJson ? JSON.stringify(call.body) : null,
      headers: {
        accept: 'application/json',
        ...(isJson && { 'content-type': 'application/json' }),
        ...(call.withToken !== false && { authorization: this.#authorization() }),
      },
    })
    return wholeReply(answer, limit)
  }

  /** Opens a body of any length. Answers other than success come whole: they are short sentences. */
  async open(opening: RemoteOpening, signal: AbortSignal): Promise<RemoteStream | Reply> {
    const plain = await this.#openPlain(opening, signal)
    if (plain !== null) return plain
    const answer = await this.#request(opening, signal, {
      headers: this.#openingHeaders(opening),
      headersTimeout: opening.limits.headersMs,
      bodyTimeout: opening.limits.silenceMs,
    })
    const { statusCode: status, body } = answer
    if (status !== 200 && status !== 206) return briefReply(answer, signal, opening.limits)
    const headers = plainHeaders(answer.headers)
    return ordinaryStream({ status, headers, body }, opening.limits.silenceMs, signal)
  }

  /** Takes the token out of a text that came from the server. */
  scrub(text: string): string {
    return this.#token === '' ? text : text.replaceAll(this.#token, '[token]')
  }

  async #openPlain(opening: RemoteOpening, signal: AbortSignal): Promise<RemoteStream | null> {
    if (opening.method !== 'GET' || this.#url.protocol !== 'http:') return null
    const headers = { host: this.#url.host, ...this.#openingHeaders(opening), connection: 'close' }
    const head = plainHead(`GET ${this.#prefix}${opening.path} HTTP/1.1`, headers)
    try {
      return await openPlainDownload(
        { ...hostPortOf(this.#url.href), head },
        opening.limits,
        signal,
      )
    } catch (error) {
      throw asRemoteError(error, 'before-headers', signal)
    }
  }

  async #request(
    { method, path }: RemoteRequest,
    signal: AbortSignal,
    options: Pick<Dispatcher.RequestOptions, 'body' | 'headers' | 'headersTimeout' | 'bodyTimeout'>,
  ): Promise<Dispatcher.ResponseData> {
    try {
      const origin = this.#url.origin
      return await this.#agent.request({
        origin,
        path: this.#prefix + path,
        method,
        signal,
        ...options,
      })
    } catch (error) {
      throw asRemoteError(error, 'before-headers', signal)
    }
  }

  #openingHeaders(opening: RemoteOpening): Record<string, string> {
    return { ...opening.headers, authorization: this.#authorization() }
  }

  /** Headers travel byte by byte, so a token beyond ASCII is spelled out in its UTF-8 bytes. */
  #authorization(): string {
    if (/[^\P{Cc}\t]/u.test(this.#token)) {
      throw new RemoteError('token-refused', 'The token holds a character that cannot be sent')
    }
    return `Bearer ${Buffer.from(this.#token, 'utf8').toString('latin1')}`
  }
}

/** What is not a file must not take as long as one. */
async function briefReply(
  answer: Dispatcher.ResponseData,
  signal: AbortSignal,
  limits: StreamLimits,
): Promise<Reply> {
  const late = () => answer.body.destroy(new RemoteError('timeout'))
  const timer = setTimeout(late, limits.headersMs)
  try {
    return await wholeReply(answer, signal)
  } finally {
    clearTimeout(timer)
  }
}

async function wholeReply(answer: Dispatcher.ResponseData, signal: AbortSignal): Promise<Reply> {
  try {
    const text = await readCapped(answer.body)
    return { status: answer.statusCode, headers: plainHeaders(answer.headers), text }
  } catch (error) {
    throw asRemoteError(error, 'in-body', signal)
  }
}

/** Values come from a browser: nothing in them may start a line of its own. */
function plainHead(requestLine: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => {
    return `${name}: ${value.replace(/[^\P{Cc}\t]/gu, '')}`
  })
  return [requestLine, ...lines, '', ''].join('\r\n')
}
