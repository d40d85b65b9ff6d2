import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

/** Longer than the usual idle time of a proxy in front, so that it never writes into a closing socket. */
const keepAliveMs = 65_000

export interface Listening {
  /** The port in use, which the system chose when 0 was asked for. */
  port: number
  /** Takes no new connection, and gives what is under way up to `graceMs` to finish. */
  stop(graceMs: number): Promise<void>
}

/** @throws what the system says, EADDRINUSE among it */
export async function listen(app: Express, host: string, port: number): Promise<Listening> {
  const server = createServer(app)
  hangUpWhenClosing(server)
  server.keepAliveTimeout = keepAliveMs
  server.headersTimeout = keepAliveMs + 1000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  return { port: portOf(server), stop: (graceMs) => stop(server, graceMs) }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A connection whose answer is out would stay for another request, and keep the process from ending. */
function hangUpWhenClosing(server: Server): void {
  server.on('request', ({ socket }, res) => {
    res.once('close', () => {
      if (!server.listening) socket.end()
    })
  })
}

function stop(server: Server, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
