import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Container } from './container.ts'
import { type Call, firstHeader, type Handler } from './handlers/call.ts'
import { movedPermanently, plainProblem, problem, type Reply, reply } from './http/reply.ts'
import { readJsonBody } from './http/request-body.ts'
import { cleanPath, escapePath, parseTarget, type RequestTarget } from './http/request-target.ts'
import { matchRoute } from './http/router.ts'
import type { JobQueue } from './jobs/queue.ts'
import { openRoute, routes } from './routes.ts'

export interface App {
  readonly container: Container
  readonly jobs: JobQueue
  readonly token: string
}

/** Why a request is refused before anything looks at it. */
export interface Unreadable {
  readonly status: 400 | 505
  readonly detail: string
}

/** The order in which the container looks at a request: target, Host, clean path, token, route. */
export async function answer(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply | Unreadable> {
  const target = parseTarget(request.method ?? '', request.url ?? '')
  if (target === undefined) return { status: 400, detail: '' }
  const unreadable = checkVersion(request) ?? checkHost(request)
  if (unreadable !== undefined) return unreadable
  if (target.escapedPath === '*') return answerAsterisk(request)
  const method = request.method ?? ''
  const clean = method === 'CONNECT' ? target.escapedPath : cleanPath(target.escapedPath)
  if (clean !== target.escapedPath) {
    // Go encodes the path, encoded already, once more.
    return movedPermanently(method, escapePath(clean) + query(target))
  }
  return dispatch(app, request, response, target)
}

function dispatch(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<Reply> | Reply {
  const method = request.method ?? ''
  const open = matchRoute([openRoute], method, target.escapedPath)
  if (open.kind === 'found') return open.handler(callOf(app, request, response, target, []))
  if (firstHeader(request, 'authorization') !== `Bearer ${app.token}`) return unauthorized()
  const match = matchRoute<Handler>(routes, method, target.escapedPath)
  if (match.kind === 'not found') return plainProblem(404, '404 page not found')
  if (match.kind === 'wrong method') {
    return plainProblem(405, 'Method Not Allowed', { Allow: match.allowed })
  }
  return match.handler(callOf(app, request, response, target, match.values))
}

export function unauthorized(): Reply {
  const refusal = problem(401, 'unauthorized')
  return { ...refusal, headers: { ...refusal.headers, 'Www-Authenticate': 'Bearer' } }
}

function callOf(
  { container, jobs }: App,
  request: IncomingMessage,
  response: ServerResponse,
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
    body: () => readJsonBody(request, response),
  }
}

function checkVersion({ httpVersionMajor: major }: IncomingMessage): Unreadable | undefined {
  if (major > 1) return { status: 505, detail: 'unsupported protocol version' }
  return major === 1 ? undefined : { status: 400, detail: '' }
}

function checkHost(request: IncomingMessage): Unreadable | undefined {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0)
  const count = names.filter((name) => name.toLowerCase() === 'host').length
  if (count > 1) return { status: 400, detail: '' }
  const isRequired = request.httpVersionMinor > 0 && request.method !== 'CONNECT'
  if (count === 0 && isRequired) return { status: 400, detail: 'missing required Host header' }
  const isWellFormed = /^[A-Za-z0-9!$%&'()*+,\-.:;=[\]_~]*$/.test(firstHeader(request, 'host'))
  return isWellFormed ? undefined : { status: 400, detail: 'malformed Host header' }
}

function answerAsterisk(request: IncomingMessage): Reply {
  if (request.method === 'OPTIONS') return reply(200, {}, '')
  return reply(400, { Connection: 'close' }, '')
}

function query({ rawQuery }: RequestTarget): string {
  return rawQuery === '' ? '' : `?${rawQuery}`
}
