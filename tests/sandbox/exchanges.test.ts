import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configKeys } from '../../src/sandbox/config/rules.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { type RawReply, sendRaw } from './raw-http.ts'
import { writeRecordedFiles } from './recorded-files.ts'

interface Exchange {
  name: string
  request: { method: string; path: string; headers: Record<string, string>; body: string | null }
  response: { status: number; headers: Record<string, string>; body: string | null }
}

const recorded = new URL('../fixtures/backupgram-exchanges.jsonl', import.meta.url)
const exchanges: Exchange[] = readFileSync(recorded, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

const token = 'recorded-token'
const folders: string[] = []
const sandboxes: Sandbox[] = []

/** The recorder used two containers: the second, for the last two exchanges, had an empty environment. */
async function startRecorded(env: Record<string, string>): Promise<Sandbox> {
  const backupDir = await mkdtemp(join(tmpdir(), 'sandbox-exchanges-'))
  folders.push(backupDir)
  const databaseUrl = 'postgres://postgres@127.0.0.1:1/postgres'
  const sandbox = await startSandbox({ token, backupDir, databaseUrl, env })
  sandboxes.push(sandbox)
  return sandbox
}

let first: Sandbox
let second: Sandbox

beforeAll(async () => {
  first = await startRecorded({})
  second = await startRecorded(Object.fromEntries([...configKeys.keys()].map((key) => [key, ''])))
})

afterAll(async () => {
  for (const sandbox of sandboxes) await sandbox.close()
  for (const folder of folders) await rm(folder, { recursive: true })
})

/** What the recorder did in between without noting it, told by the replies that follow. */
const unrecorded: Record<string, () => Promise<RawReply>> = {
  "patch: valid SCHEDULE='0 3 * * *'": () => patch({ POSTGRES_DB_EXCLUDE: 'x' }),
  "patch: valid TELEGRAM_NOTIFY_ON='all'": () =>
    patch({ BACKUP_KEEP_MINS: '18446744073709551615', POSTGRES_DB_AUTODISCOVER: 'FALSE' }),
  "patch: valid TELEGRAM_API_ID='12345'": () => patch({ TELEGRAM_BOT_TOKEN: '1:secret' }),
  'delete override again': () => send('DELETE', '/config/SCHEDULE'),
}

function patch(values: Record<string, string>): Promise<RawReply> {
  return send('PATCH', '/config', JSON.stringify(values))
}

function send(method: string, path: string, body = ''): Promise<RawReply> {
  return sendRaw(first.url, method, path, [['Authorization', `Bearer ${token}`]], body)
}

const secondContainerFrom = 195

describe('the sandbox answers as the recorded container did', () => {
  it('has all 197 recorded exchanges', () => expect(exchanges).toHaveLength(197))

  for (const [index, exchange] of exchanges.entries()) {
    it(`${index}: ${exchange.name}`, async () => {
      await writeRecordedFiles(first.backupDir)
      await unrecorded[exchange.name]?.()
      const sandbox = index < secondContainerFrom ? first : second
      compare(await replay(sandbox, exchange), exchange)
    })
  }
})

function replay(sandbox: Sandbox, { request }: Exchange): Promise<RawReply> {
  const withToken = (text: string) => text.replaceAll('$TOKEN', token)
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, withToken(value)] as const,
  )
  return sendRaw(sandbox.url, request.method, withToken(request.path), headers, request.body ?? '')
}

function compare(reply: RawReply, { response }: Exchange): void {
  const boundary = /boundary=(\S+)/
  const ours = boundary.exec(reply.headers['content-type'] ?? '')?.[1] ?? 'none'
  const theirs = boundary.exec(response.headers['content-type'] ?? '')?.[1] ?? 'none'
  expect(reply.status).toBe(response.status)
  for (const [name, value] of Object.entries(response.headers)) {
    if (name === 'last-modified' && !value.includes('2023')) continue // The recorder's own clock.
    expect(reply.headers[name]?.replace(ours, theirs), name).toBe(value)
  }
  expectBody(reply.body.replaceAll(ours, theirs), response.body ?? '')
}

/** The recorder dropped line feeds at the end; `...[N bytes]` is where it cut a body short. */
function expectBody(body: string, recordedBody: string): void {
  const [, start, bytes] = /^(.*)\.\.\.\[(\d+) bytes\]$/s.exec(recordedBody) ?? []
  if (start === undefined) expect(body.replace(/\n+$/, '')).toBe(recordedBody)
  else {
    expect(body.slice(0, start.length)).toBe(start)
    expect(Buffer.byteLength(body)).toBe(Number(bytes))
  }
}
