import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { httpServer } from '../support/scripted-server.ts'
import { channelContract, failure } from './contract.ts'
import { httpReceivers } from './http-receivers.ts'
import { aMessage, patient } from './messages.ts'
import { playHttp } from './play-http.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

describe.each(httpReceivers)('$kind', (receiver) => {
  channelContract({ ...receiver, play: (behaviour) => playHttp(agents, receiver, behaviour) })

  test('a redirect is an error, and nobody is told at its end', async () => {
    const elsewhere = await httpServer((_, res) => res.end('ok'))
    const played = await playHttp(agents, receiver, (_, res) =>
      res.writeHead(307, { location: elsewhere.url }).end(),
    )
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'redirected', isFinal: true })
    expect(elsewhere.requests).toEqual([])
  })

  test('the wait that is asked for is passed on', async () => {
    const played = await playHttp(agents, receiver, 'is busy')
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'rate-limited', retryAfterMs: 7000 })
  })

  test('a message that is declined is not tried again', async () => {
    const played = await playHttp(agents, receiver, (_, res) => res.writeHead(400).end('no'))
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'rejected', isFinal: true, detail: 'HTTP 400' })
  })

  test('when nobody listens, it may be tried again', async () => {
    const played = await playHttp(agents, receiver, (req) => req.socket.destroy())
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'refused', isFinal: false })
  })
})

test.each(httpReceivers.filter(({ takesAnyBody }) => !takesAnyBody))(
  '$kind: a page in place of an answer is no delivery',
  async (receiver) => {
    const played = await playHttp(agents, receiver, (_, res) => res.end('<title>Sign in</title>'))
    const error = await failure(played.open().send(aMessage(), patient))
    expect(error).toMatchObject({ fault: 'unconfirmed', isFinal: false })
  },
)
