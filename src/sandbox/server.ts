import { mkdir } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type App, answer, type Unreadable } from './app.ts'
import { Overrides } from './config/overrides.ts'
import type { Container } from './container.ts'
import { Faults } from './faults.ts'
import {
  adoptRequest,
  answerOn,
  type ParserError,
  refuseConnection,
  refuseUnreadable,
} from './http/bad-request.ts'
import { type Reply, reply } from './http/reply.ts'
import { send } from './http/send.ts'
import { runBackup } from './jobs/backup.ts'
import { JobQueue } from './jobs/queue.ts'
import { runScript } from './jobs/script.ts'
import { misbehave } from './misbehave.ts'
import { baseEnvironment, type SandboxOptions } from './options.ts'
import { PostgresServer } from './postgres/server.ts'
import { Traffic } from './traffic.ts'

export type { SandboxOptions } from './options.ts'

/** A stand-in for a backupgram container, for demo, development and tests. */
export interface Sandbox {
  readonly url: string
  readonly token: string
  readonly backupDir: string
  readonly faults: Faults
  readonly traffic: Traffic
  /** The text of the container's status file; tests may write their own. */
  statusFile: string | undefined
  /** Recreates the container: jobs and the last result are forgotten, settings and dumps stay. */
  restart(): void
  /** A run of the scheduler's: it takes the lock, writes dumps and the status, and is in no list of jobs. */
  runScheduled(): Promise<void>
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>
  close(): Promise<void>
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.backupDir, { recursive: true })
  const container = containerOf(options)
  const traffic = new Traffic()
  const app = { container, token: options.token, jobs: newQueue(container) }
  const server = createHttpServer(app, traffic)
  await listen(server, options)
  const { address, port } = server.address() as AddressInfo
  return {
    url: `http://${address}:${port}`,
    token: options.token,
    backupDir: options.backupDir,
    faults: container.faults,
    traffic,
    get statusFile() {
      return container.statusFile
    },
    set statusFile(text) {
      container.statusFile = text
    },
    restart() {
      app.jobs = newQueue(container)
      container.statusFile = undefined
    },
    async runScheduled() {
      const { log, exitCode } = await runScript((log) => runBackup(container, log))
      options.log?.(`scheduled run: exit ${exitCode}; ${log.tail()?.at(-2) ?? ''}`)
    },
    idle: () => app.jobs.idle(),
    close: () => close(server),
  }
}

function containerOf(options: SandboxOptions): Container {
  return {
    backupDir: options.backupDir,
    baseEnv: baseEnvironment(options),
    overrides: new Overrides(options.backupDir),
    server: new PostgresServer(options.databaseUrl, options.usesMachineTools ?? true),
    faults: new Faults(),
    now: options.now ?? (() => new Date()),
    statusFile: undefined,
    isBackupRunning: false,
  }
}

function newQueue({ now }: Container): JobQueue {
  return new JobQueue(() => Math.floor(now().getTime() / 1000))
}

/** Go sets no time limits, and reads up to 1 MiB of headers. */
const likeGo = {
  maxHeaderSize: 1024 * 1024,
  requireHostHeader: false,
  requestTimeout: 0,
  headersTimeout: 0,
  keepAliveTimeout: 0,
}

function createHttpServer(app: App, traffic: Traffic): Server {
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

function listen(server: Server, { port = 0, host = '127.0.0.1' }: SandboxOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
