import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type App, answer, type Unreadable } from './app.ts'
import {
  adoptRequest,
  answerOn,
  type ParserError,
  refuseConnection,
  refuseUnreadable,
} from './http/bad-request.ts'
import { type Reply, reply } from './http/reply.ts'
import { send } from './http/send.ts'
import { misbehave } from './misbehave.ts'
import type { Traffic } from './traffic.ts'

/** Go sets no time limits, and reads up to 1 MiB of headers. */
const likeGo = {
  maxHeaderSize: 1024 * 1024,
  requireHostHeader: false,
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 0,
}

export function createHttpServer(app: App, traffic: Traffic): Server {
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    traffic.note(request, response)
    void respond(app, request, response)
  }
  const server = createServer(likeGo, serve)
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response)
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    void send(request, response, reply(417, { Connection: 'close' }, ''))
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    serve(request, answerOn(request, socket))
  })
  server.on('clientError', (error: ParserError, socket: Socket) => {
    const adopted = adoptRequest(error, socket)
    if (adopted === undefined) refuseUnreadable(error, socket)
    else serve(adopted, answerOn(adopted, socket))
  })
  return server
}

async function respond(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const fault = app.container.faults.replyFor(request.url ?? '')
    const honest = () => honestReply(app, request, response)
    const decided = fault === undefined ? await honest() : await misbehave(fault, honest, response)
    if (decided !== undefined) await send(request, response, decided)
  } catch (error) {
    if (error instanceof UnreadableRequest)
      refuseConnection(request.socket, error.why.status, error.why.detail)
    else if (response.headersSent) response.destroy()
    else await send(request, response, reply(500, {}, `sandbox: ${error}\n`))
  }
}

class UnreadableRequest extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(why.detail)
    this.why = why
  }
}

async function honestReply(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply> {
  const decided = await answer(app, request, response)
  if ('detail' in decided) throw new UnreadableRequest(decided)
  return decided
}

/** Returns the address. Rejects when the port is taken. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const taken = server.address() as AddressInfo
      resolve(`http://${taken.address}:${taken.port}`)
    })
  })
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
