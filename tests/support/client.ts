import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

export interface Asked {
  method?: string
  headers?: Record<string, string>
  /** A form's fields, or a body as it goes over the wire. */
  body?: Record<string, string> | string
  signal?: AbortSignal
  /** For a connection that outlives the answer. */
  agent?: http.Agent
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  /** As it came over the wire. */
  body: string
  /** What a person reads: without tags, entities spelled out, spaces folded. */
  text: string
}

/**
 * A browser without a window: it keeps cookies, follows nothing, and sends a path exactly as it is
 * given. (`fetch` would tidy the path up and refuse some headers.)
 */
export class Client {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  constructor(origin: string) {
    this.#origin = origin
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers })
  }

  post(
    path: string,
    form: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send(path, { method: 'POST', body: form, headers })
  }

  async send(path: string, asked: Asked = {}): Promise<Answer> {
    const response = await this.open(path, asked)
    const bytes = await bytesOf(response)
    const body = bytes.toString('utf8')
    const { statusCode: status = 0, headers } = response
    return { status, headers, bytes, body, text: visibleText(body) }
  }

  /** Only how the answer begins: a stream of news has no end. */
  async begin(path: string, asked: Asked = {}): Promise<Pick<Answer, 'status' | 'headers'>> {
    const response = await this.open(path, asked)
    response.destroy()
    return { status: response.statusCode ?? 0, headers: response.headers }
  }

  /** The answer as soon as its headers are there; the body is the caller's to read or to leave. */
  open(path: string, asked: Asked = {}) {
    const { method = 'GET', headers = {}, body, signal, agent = false } = asked
    const content = typeof body === 'object' ? String(new URLSearchParams(body)) : body
    return new Promise<IncomingMessage>((resolve, reject) => {
      const request = http.request(this.#origin, {
        path,
        method,
        agent,
        ...(signal && { signal }),
        headers: {
          ...(this.#cookies.size > 0 && { cookie: this.cookieHeader() }),
          ...(content !== undefined && formHeaders(content)),
          ...headers,
        },
      })
      request.once('error', reject)
      request.once('response', (response) => {
        this.#keepCookies(response.headers['set-cookie'] ?? [])
        resolve(response)
      })
      request.end(content)
    })
  }

  cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value)
  }

  #keepCookies(lines: string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#cookies.set(name, value)
    }
  }
}

/** Rejects when the answer ends before it is complete. */
export async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function formHeaders(content: string) {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(content)),
  }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', '#34': '"', '#39': "'" }

function visibleText(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
}
