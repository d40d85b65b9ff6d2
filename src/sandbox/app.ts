import type { IncomingMessage } from 'node:http'
import type { Container } from './container.ts'
import { type Call, firstHeader, type Handler } from './handlers/call.ts'
import { movedPermanently, plainProblem, problem, type Reply, reply } from './http/reply.ts'
import { cleanPath, escapePath, parseTarget, type RequestTarget } from './http/request-target.ts'
import { matchRoute } from './http/router.ts'
import type { JobQueue } from './jobs/queue.ts'
import { openRoute, routes } from './routes.ts'

export interface App {
  readonly container: Container
  readonly jobs: JobQueue
  readonly token: string
}

/** Why a request is refused before anything looks at it: the text after `400 Bad Request`. */
export interface Unreadable {
  readonly detail: string
}

/** The order in which the container looks at a request: target, Host, clean path, token, route. */
export async function answer(app: App, request: IncomingMessage): Promise<Reply | Unreadable> {
  const target = parseTarget(request.url ?? '')
  if (target === undefined) return { detail: '' }
  const hostProblem = checkHost(request)
  if (hostProblem !== undefined) return { detail: hostProblem }
  if (target.escapedPath === '*') return answerAsterisk(request)
  const method = request.method ?? ''
  const clean = method === 'CONNECT' ? target.escapedPath : cleanPath(target.escapedPath)
  if (clean !== target.escapedPath) {
    // Go encodes the path, encoded already, once more.
    return movedPermanently(method, escapePath(clean) + query(target))
  }
  return dispatch(app, request, target)
}

function dispatch(
  app: App,
  request: IncomingMessage,
  target: RequestTarget,
): Promise<Reply> | Reply {
  const method = request.method ?? ''
  const open = matchRoute([openRoute], method, target.escapedPath)
  if (open.kind === 'found') return open.handler(callOf(app, request, target, []))
  if (firstHeader(request, 'authorization') !== `Bearer ${app.token}`) return unauthorized()
  const match = matchRoute<Handler>(routes, method, target.escapedPath)
  if (match.kind === 'not found') return plainProblem(404, '404 page not found')
  if (match.kind === 'wrong method') {
    return plainProblem(405, 'Method Not Allowed', { Allow: match.allowed })
  }
  return match.handler(callOf(app, request, target, match.values))
}

export function unauthorized(): Reply {
  const refusal = problem(401, 'unauthorized')
  return { ...refusal, headers: { ...refusal.headers, 'Www-Authenticate': 'Bearer' } }
}

function callOf(
  { container, jobs }: App,
  request: IncomingMessage,
  target: RequestTarget,
  values: Call['values'],
): Call {
  return {
    container,
    jobs,
    method: request.method ?? '',
    values,
    rawQuery: target.rawQuery,
    header: (name) => firstHeader(request, name),
    body: () => readBody(request),
  }
}

/** Without a limit, as the container. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function checkHost(request: IncomingMessage): string | undefined {
  const hosts = request.rawHeaders.filter(
    (text, index) => index % 2 === 0 && text.toLowerCase() === 'host',
  )
  if (hosts.length > 1) return 'too many Host headers'
  if (hosts.length === 0 && request.httpVersionMinor > 0) return 'missing required Host header'
  const isWellFormed = /^[A-Za-z0-9!$%&'()*+,\-.:;=[\]_~]*$/.test(firstHeader(request, 'host'))
  return isWellFormed ? undefined : 'malformed Host header'
}

function answerAsterisk(request: IncomingMessage): Reply {
  if (request.method === 'OPTIONS') return reply(200, {}, '')
  return reply(400, { Connection: 'close' }, '')
}

function query({ rawQuery }: RequestTarget): string {
  return rawQuery === '' ? '' : `?${rawQuery}`
}
