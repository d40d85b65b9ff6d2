import type { Dispatcher } from 'undici'
import type { Agents } from './agents.ts'
import { Bearer } from './bearer.ts'
import { asRemoteError } from './faults.ts'
import { headLines, plainHeaders } from './headers.ts'
import { untilAborted, withinLimit } from './limit.ts'
import { ordinaryStream } from './ordinary-stream.ts'
import { openPlainDownload } from './plain-download.ts'
import { hostPortOf } from './reach.ts'
import { briefReply, type Reply, wholeReply } from './reply.ts'
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
  /** Lower-case names. */
  headers: Record<string, string>
  limits: StreamLimits
}

type RequestOptions = Pick<
  Dispatcher.RequestOptions,
  'body' | 'headers' | 'headersTimeout' | 'bodyTimeout'
>

/** Speaks HTTP to one server. Every failure is a RemoteError. */
export class Remote {
  readonly #agent: Dispatcher
  readonly #url: URL
  readonly #prefix: string
  readonly #bearer: Bearer

  constructor(agents: Agents, connection: Connection) {
    this.#agent = agents.for(connection.verifyTls)
    this.#url = new URL(connection.baseUrl)
    this.#prefix = this.#url.pathname.replace(/\/+$/, '')
    this.#bearer = new Bearer(connection.token)
  }

  async call(call: RemoteCall, signal: AbortSignal): Promise<Reply> {
    const isJson = call.body !== undefined
    const options = {
      body: isJson ? JSON.stringify(call.body) : null,
      headers: {
        accept: 'application/json',
        ...(isJson && { 'content-type': 'application/json' }),
        ...(call.withToken !== false && { authorization: this.#bearer.header() }),
      },
    }
    return withinLimit(signal, call.limitMs, async (limit) =>
      wholeReply(await this.#request(call, limit, options), limit),
    )
  }

  /** Opens a body of any length. Answers other than success come whole: they are short sentences. */
  async open(opening: RemoteOpening, signal: AbortSignal): Promise<RemoteStream | Reply> {
    const { method, limits } = opening
    const headers = { ...opening.headers, authorization: this.#bearer.header() }
    if (method === 'GET' && this.#url.protocol === 'http:') {
      const plain = await this.#openPlain({ ...opening, headers }, signal)
      if (plain !== null) return plain
    }
    const answer = await this.#request(opening, signal, {
      headers,
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.silenceMs,
    })
    const { statusCode: status, body } = answer
    if (status !== 200 && status !== 206) return briefReply(answer, limits.headersMs, signal)
    const file = { status, headers: plainHeaders(answer.headers), body }
    return ordinaryStream(file, limits.silenceMs, signal)
  }

  /** Takes the token out of a text that came from the server. */
  scrub(text: string): string {
    return this.#bearer.scrub(text)
  }

  /** The same for a line of a log. */
  scrubLog(line: string): string {
    return this.#bearer.scrubLog(line)
  }

  async #openPlain(
    opening: RemoteOpening,
    signal: AbortSignal,
  ): Promise<RemoteStream | Reply | null> {
    const { path, headers, limits } = opening
    const all = { host: this.#url.host, ...headers, connection: 'close' }
    const head = `GET ${this.#prefix}${path} HTTP/1.1\r\n${headLines(all)}\r\n`
    try {
      return await openPlainDownload({ ...hostPortOf(this.#url), head }, limits, signal)
    } catch (error) {
      throw asRemoteError(error, 'before-headers', signal)
    }
  }

  async #request({ method, path }: RemoteRequest, signal: AbortSignal, options: RequestOptions) {
    const target = { origin: this.#url.origin, path: this.#prefix + path, method }
    try {
      // undici looks at the signal once it is connected; a black hole must not hold the call till then.
      return await untilAborted(this.#agent.request({ ...target, signal, ...options }), signal)
    } catch (error) {
      throw asRemoteError(error, 'before-headers', signal)
    }
  }
}
