import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
let backupDir: string
let sandbox: Sandbox

beforeAll(async () => {
  backupDir = await mkdtemp(join(tmpdir(), 'sandbox-exchanges-'))
  sandbox = await startSandbox({
    token,
    backupDir,
    databaseUrl: 'postgres://postgres@127.0.0.1:1/postgres',
    env: recordedEnvironment,
  })
})

afterAll(async () => {
  await sandbox.close()
  await rm(backupDir, { recursive: true })
})

/** The base settings of the recorded container, told by the lengths of the recorded replies. */
const recordedEnvironment = {
  BACKUP_KEEP_DAYS: '7',
}

describe('the sandbox answers as the recorded container did', () => {
  it('has all 197 recorded exchanges', () => expect(exchanges).toHaveLength(197))

  for (const [index, exchange] of exchanges.entries()) {
    it(`${index}: ${exchange.name}`, async () => {
      await writeRecordedFiles(backupDir)
      compare(await replay(exchange), exchange)
    })
  }
})

function replay({ request }: Exchange): Promise<RawReply> {
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
  expectBody(reply.body.replaceAll(ours, theirs).trimEnd(), response.body ?? '')
}

/** A recorded body that ends in `...[N bytes]` was cut short by the recorder. */
function expectBody(body: string, recordedBody: string): void {
  const [, start, bytes] = /^(.*)\.\.\.\[(\d+) bytes\]$/s.exec(recordedBody) ?? []
  if (start === undefined) expect(body).toBe(recordedBody)
  else {
    expect(body.slice(0, start.length)).toBe(start)
    expect(Buffer.byteLength(body)).toBe(Number(bytes))
  }
}
