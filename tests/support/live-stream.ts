import type { IncomingMessage } from 'node:http'
import type { Client } from './client.ts'

export interface LiveEvent {
  name: string
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  data: any
}

/** A stream of the panel as a browser reads it. */
export async function openLiveStream(client: Client, topics: string[], path = '/live') {
  const query = new URLSearchParams(topics.map((topic): [string, string] => ['topic', topic]))
  const left = new AbortController()
  const response = await client.open(`${path}?${query}`, { signal: left.signal })
  const events = eventsOf(response)
  return {
    status: response.statusCode,
    headers: response.headers,

    /** The next event of that name; others are passed over. Rejects when the stream ends before. */
    async next(name: string): Promise<LiveEvent['data']> {
      for (;;) {
        const { value, done } = await events.next()
        if (done) throw new Error(`The stream ended without ${name}`)
        if (value.name === name) return value.data
      }
    },

    /** What comes until the stream ends. */
    async rest(): Promise<LiveEvent[]> {
      const rest: LiveEvent[] = []
      for await (const event of events) rest.push(event)
      return rest
    },

    leave: () => left.abort(),
    async [Symbol.asyncDispose]() {
      response.on('error', () => undefined)
      left.abort()
    },
  }
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<LiveEvent, undefined> {
  let text = ''
  response.setEncoding('utf8')
  for await (const chunk of response) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? []
      yield { name, data: JSON.parse(data) }
    }
  }
  return undefined
}
