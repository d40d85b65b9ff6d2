import { EventEmitter, once } from 'node:events'
import type http from 'node:http'
import { channelRegistry } from '../../src/channels/registry.ts'
import type { Agents } from '../../src/lib/remote/agents.ts'
import { httpServer, type Scripted } from '../support/scripted-server.ts'
import type { Behaviour, Played } from './contract.ts'
import type { HttpReceiver } from './http-receivers.ts'

interface PlayedHttp extends Played {
  requests: Scripted['requests']
}

/** Plays a receiver on loopback, so that the messages go over real connections. */
export async function playHttp(
  agents: Agents,
  receiver: HttpReceiver,
  behaviour: Behaviour | http.RequestListener,
  over: Record<string, string> = {},
): Promise<PlayedHttp> {
  const events = new EventEmitter()
  const contacted = once(events, 'contacted')
  const answer = typeof behaviour === 'string' ? answerOf(behaviour, receiver) : behaviour
  const server = await httpServer((req, res) => {
    events.emit('contacted')
    answer(req, res)
  })
  const { kind, values, read } = receiver
  return {
    requests: server.requests,
    received: () => server.requests.map(({ body }) => read(body)),
    contacted,
    open: (limits) =>
      channelRegistry({ agents, origin: server.url, ...limits }).open(kind, { ...values, ...over }),
  }
}

function answerOf(behaviour: Behaviour, { yes }: HttpReceiver): http.RequestListener {
  const no =
    (status: number, headers = {}): http.RequestListener =>
    (req, res) => {
      res.writeHead(status, headers).end(`echo ${req.url} ${req.rawHeaders.join(' ')}`)
    }
  const answers: Record<Behaviour, http.RequestListener> = {
    takes: (_, res) => res.writeHead(yes.status, { 'content-type': yes.type }).end(yes.body),
    'is silent': () => {},
    denies: no(401),
    'is busy': no(429, { 'retry-after': '7' }),
    fails: no(503),
  }
  return answers[behaviour]
}
