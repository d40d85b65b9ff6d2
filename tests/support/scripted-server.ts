import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { onTestFinished } from 'vitest'

/** Real servers on loopback that answer exactly as a test scripts them. They close with the test. */

export interface Scripted {
  url: string
  /** Request lines with their headers, in the order of arrival. */
  requests: { line: string; headers: http.IncomingHttpHeaders; body: string }[]
  /** Open connections at this moment. */
  connections: Set<net.Socket>
  /** How many connections there have ever been. */
  opened(): number
  /** Fulfilled once the client has closed every connection. */
  allClosed(): Promise<void>
}

export function httpServer(answer: http.RequestListener): Promise<Scripted> {
  const requests: Scripted['requests'] = []
  const server = http.createServer(async (req, res) => {
    let body = ''
    for await (const chunk of req) body += chunk
    requests.push({ line: `${req.method} ${req.url}`, headers: req.headers, body })
    answer(req, res)
  })
  return listen(server, requests)
}

/** Sends raw bytes once a request has arrived. What it leaves open stays open. */
export function rawServer(answer: (socket: net.Socket) => void): Promise<Scripted> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  return listen(server, [])
}

async function listen(server: net.Server, requests: Scripted['requests']): Promise<Scripted> {
  const connections = new Set<net.Socket>()
  let opened = 0
  server.on('connection', (socket: net.Socket) => {
    opened += 1
    connections.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      connections.delete(socket)
      if (connections.size === 0) server.emit('all-closed')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of connections) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    requests,
    connections,
    opened: () => opened,
    async allClosed() {
      if (connections.size > 0) await once(server, 'all-closed')
    },
  }
}

/** Answers JSON as the container does. */
export function json(res: http.ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' })
  res.end(`${JSON.stringify(body)}\n`)
}
