import { afterAll, expect } from 'vitest'
import { RemoteError } from '../../src/core/errors.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { Remote } from '../../src/lib/remote/remote.ts'
import type { RemoteStream } from '../../src/lib/remote/stream.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const patient = new AbortController().signal

interface Opening {
  headers?: Record<string, string>
  method?: 'GET' | 'HEAD'
  headersMs?: number
  silenceMs?: number
  signal?: AbortSignal
}

/** Opens `/file` on a scripted server. */
export function open(url: string, opening: Opening = {}) {
  const { headers = {}, method = 'GET', headersMs = 5000, silenceMs = 5000 } = opening
  const remote = new Remote(agents, { baseUrl: url, token: 'secret-token', verifyTls: true })
  const limits = { headersMs, silenceMs }
  return remote.open({ method, path: '/file', headers, limits }, opening.signal ?? patient)
}

export async function stream(url: string, opening: Opening = {}): Promise<RemoteStream> {
  const answer = await open(url, opening)
  if (!('pipeTo' in answer)) throw new Error(`Not a stream: ${answer.status}`)
  return answer
}

export async function faultOf(call: Promise<unknown>): Promise<RemoteError> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(RemoteError)
  return error
}

/** A head of 200 for a file. */
export function announced(head: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n${head}\r\n\r\n`
}
