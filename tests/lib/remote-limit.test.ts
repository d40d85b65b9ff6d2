import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { untilAborted, withinLimit } from '../../src/lib/remote/limit.ts'
import { Remote } from '../../src/lib/remote/remote.ts'
import { rawServer } from '../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const status = { method: 'GET' as const, path: '/status', limitMs: 200 }

test('a limit holds although the garbage collector runs in the middle of an answer', async () => {
  const server = await rawServer((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{')
    setImmediate(collectGarbage)
  })
  const remote = new Remote(agents, { baseUrl: server.url, token: 'token', verifyTls: true })
  const call = remote.call(status, new AbortController().signal)
  await expect(call).rejects.toMatchObject({ fault: 'timeout' })
})

test('what cannot be called off is left to itself', async () => {
  const leaving = new AbortController()
  const left = untilAborted(new Promise<never>(() => {}), leaving.signal)
  leaving.abort('left')
  await expect(left).rejects.toBe('left')
  await expect(untilAborted(Promise.reject('late'), leaving.signal)).rejects.toBe('left')
  await expect(untilAborted(Promise.resolve('done'), new AbortController().signal)).resolves.toBe(
    'done',
  )
})

test('a caller who leaves ends the work, and a limit that was met leaves nothing behind', async () => {
  const leaving = new AbortController()
  const work = (limit: AbortSignal) =>
    new Promise<never>((_, reject) => {
      limit.addEventListener('abort', () => reject(limit.reason), { once: true })
    })
  const done = withinLimit(leaving.signal, 60_000, work)
  leaving.abort('left')
  await expect(done).rejects.toBe('left')
  await expect(withinLimit(leaving.signal, 60_000, async () => 'in time')).resolves.toBe('in time')
})
