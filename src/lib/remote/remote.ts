import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { RemoteError } from '../../core/errors.ts'
import type { Agents } from './agents.ts'
import { readCapped } from './body.ts'
import { asRemoteError } from './faults.ts'
import { plainHeaders } from './headers.ts'

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
}

/** An answer whose body is still on its way. */
export interface RemoteStream {
  status: number
  headers: Record<string, string>
  body: Readable
  /** Reads the body after all, for an answer that turns out to be a failure. */
  read(): Promise<Reply>
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
  readonly #origin: string
  readonly #prefix: string
  readonly #token: string

  constructor(agents: Agents, connection: Connection) {
    const url = new URL(connection.baseUrl)
    this.#agent = agents.for(connection.verifyTls)
    this.#origin = url.origin
    this.#prefix = url.pathname.replace(/\/+$/, '')
    this.#token = connection.token
  }

  async call(call: RemoteCall, signal: AbortSignal): Promise<Reply> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(call.limitMs)])
    const answer = await this.#request(call, limit)
    try {
      const text = await readCapped(answer.body)
      return { status: answer.statusCode, headers: plainHeaders(answer.headers), text }
    } catch (error) {
      throw asRemoteError(error, 'in-body')
    }
  }

  async open(opening: RemoteOpening, signal: AbortSignal): Promise<RemoteStream> {
    const answer = await this.#request({ ...opening, limitMs: 0 }, signal)
    const { statusCode: status, body } = answer
    const headers = plainHeaders(answer.headers)
    body.on('error', () => {})
    return {
      status,
      headers,
      body,
      read: async () => ({ status, headers, text: await readCapped(body) }),
    }
  }

  /** Takes the token out of a text that came from the server. */
  scrub(text: string): string {
    return this.#token === '' ? text : text.replaceAll(this.#token, '[token]')
  }

  async #request(call: RemoteCall, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#agent.request({
        origin: this.#origin,
        path: this.#prefix + call.path,
        method: call.method,
        headers: this.#headers(call),
        body: call.body === undefined ? null : JSON.stringify(call.body),
        signal,
      })
    } catch (error) {
      throw asRemoteError(error, 'before-headers')
    }
  }

  #headers(call: RemoteCall): Record<string, string> {
    return {
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.withToken === false ? {} : { authorization: this.#authorization() }),
    }
  }

  /** Headers travel byte by byte, so a token beyond ASCII is spelled out in its UTF-8 bytes. */
  #authorization(): string {
    if (/[^\P{Cc}\t]/u.test(this.#token)) {
      throw new RemoteError('token-refused', 'The token holds a character that cannot be sent')
    }
    return `Bearer ${Buffer.from(this.#token, 'utf8').toString('latin1')}`
  }
}
