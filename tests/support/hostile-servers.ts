import type http from 'node:http'
import type { RemoteFault } from '../../src/core/errors.ts'
import { httpServer, json, rawServer } from './scripted-server.ts'

/** A server that cannot be worked with, and the fault that it must be reported as. */
export interface Hostile {
  name: string
  fault: RemoteFault
  baseUrl(): Promise<string>
}

/** Echoed by one of them, so that it must be taken out of what is shown. */
export const hostileToken = 'token-that-comes-back'

/** What stands on each page of theirs, and must never come through as markup. */
const html = '<!doctype html><title>Sign in</title><form><input type="password"></form>'

/** Made once: making it for each write would keep the processor from the test. */
const blanks = Buffer.alloc(4_000_000, 32)

const answers = (answer: http.RequestListener) => async () => (await httpServer(answer)).url

const sends =
  (status: number, body: string | Buffer, type = 'application/json') =>
  async () =>
    (
      await httpServer((_, res) => {
        res.writeHead(status, { 'content-type': type })
        res.end(body)
      })
    ).url

const streams = (write: (res: http.ServerResponse) => NodeJS.Timeout) =>
  answers((_, res) => {
    res.writeHead(200, { 'content-type': 'application/json' })
    const timer = write(res)
    res.on('close', () => clearInterval(timer))
  })

export const hostileServers: Hostile[] = [
  { name: 'nobody listens', fault: 'refused', baseUrl: async () => 'http://127.0.0.1:1' },
  { name: 'no such host', fault: 'dns', baseUrl: async () => 'http://nobody.invalid' },
  { name: 'cloud metadata', fault: 'blocked', baseUrl: async () => 'http://169.254.169.254' },
  { name: 'accepts and is silent', fault: 'timeout', baseUrl: raw(() => undefined) },
  { name: 'hangs up at once', fault: 'refused', baseUrl: raw((socket) => socket.destroy()) },
  {
    name: 'speaks another protocol',
    fault: 'not-a-backup-server',
    baseUrl: raw((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')),
  },
  {
    name: 'has no TLS',
    fault: 'tls',
    baseUrl: async () => (await sends(200, '{}')()).replace('http:', 'https:'),
  },
  {
    name: 'drips',
    fault: 'timeout',
    baseUrl: streams((res) => setInterval(() => res.write(' '), 20)),
  },
  {
    name: 'cuts',
    fault: 'broken-reply',
    baseUrl: answers((_, res) => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      res.write('{"backups":[', () => res.destroy())
    }),
  },
  {
    name: 'never ends',
    fault: 'broken-reply',
    baseUrl: streams((res) => setInterval(() => res.write(blanks), 1)),
  },
  { name: 'serves a page', fault: 'not-a-backup-server', baseUrl: sends(200, html, 'text/html') },
  {
    name: 'wants a sign-in of its own',
    fault: 'not-a-backup-server',
    baseUrl: answers((_, res) => res.writeHead(302, { location: '/login' }).end()),
  },
  { name: 'sends a list', fault: 'broken-reply', baseUrl: sends(200, '[]') },
  { name: 'sends null', fault: 'broken-reply', baseUrl: sends(200, 'null') },
  { name: 'sends nothing', fault: 'broken-reply', baseUrl: sends(200, '') },
  { name: 'sends an empty object', fault: 'broken-reply', baseUrl: sends(200, '{}') },
  { name: 'sends no UTF-8', fault: 'broken-reply', baseUrl: sends(200, Buffer.from([0xff, 0xfe])) },
  { name: 'refuses the token', fault: 'token-refused', baseUrl: sends(401, '{"error":"no"}') },
  {
    name: 'fails',
    fault: 'failed',
    baseUrl: sends(500, '{"error":"disk <b>full</b>"}'),
  },
  {
    name: 'stands behind a proxy and is down',
    fault: 'failed',
    baseUrl: sends(502, html, 'text/html'),
  },
  {
    name: 'complains at length',
    fault: 'rejected',
    baseUrl: sends(400, JSON.stringify({ error: 'x'.repeat(1_000_000) })),
  },
  {
    name: 'echoes the token',
    fault: 'rejected',
    baseUrl: answers((req, res) => json(res, 400, { error: `bad ${req.headers.authorization}` })),
  },
]

function raw(answer: Parameters<typeof rawServer>[0]) {
  return async () => (await rawServer(answer)).url
}
