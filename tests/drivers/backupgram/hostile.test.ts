import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Driver } from '../../../src/core/driver.ts'
import { RemoteError } from '../../../src/core/errors.ts'
import { driverRegistry } from '../../../src/drivers/registry.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import type { ReplyFault } from '../../../src/sandbox/faults.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { collector } from '../../support/collector.ts'
import { httpsServer } from '../../support/https-server.ts'
import { httpServer } from '../../support/scripted-server.ts'

const agents = remoteAgents()
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

const patient = new AbortController().signal
const get = { method: 'GET' as const, headers: {} }

function connect(baseUrl: string, over: { timeoutMs?: number; verifyTls?: boolean } = {}): Driver {
  const target = { baseUrl, token: 's3cr3t', verifyTls: true, timeoutMs: 5000, ...over }
  return driverRegistry(agents).connect('backupgram', target)
}

async function sandboxWithFile(): Promise<Sandbox & AsyncDisposable> {
  const backupDir = await mkdtemp(join(tmpdir(), 'hostile-test-'))
  await mkdir(join(backupDir, 'last', 'folder'), { recursive: true })
  await writeFile(join(backupDir, 'last', 'file.gz'), 'x'.repeat(100_000))
  await symlink('folder', join(backupDir, 'last', 'link-to-folder'))
  const databaseUrl = 'postgres://nobody:none@127.0.0.1:1/none'
  const sandbox = await startSandbox({ token: 's3cr3t', backupDir, databaseUrl })
  return Object.assign(sandbox, {
    async [Symbol.asyncDispose]() {
      await sandbox.close()
      await rm(backupDir, { recursive: true })
    },
  })
}

async function faultOf(call: Promise<unknown> | undefined): Promise<string> {
  const error = await call?.then(
    () => null,
    (reason) => reason,
  )
  expect(error).toBeInstanceOf(RemoteError)
  expect(error.message).not.toContain('s3cr3t')
  return error.fault
}

test.each<[ReplyFault, string]>([
  [{ kind: 'hang' }, 'timeout'],
  [{ kind: 'slow-headers', delayMs: 60_000 }, 'timeout'],
  [{ kind: 'drip', bytes: 1, everyMs: 100 }, 'timeout'],
  [{ kind: 'stall', afterBytes: 5 }, 'timeout'],
  [{ kind: 'cut', afterBytes: 5 }, 'broken-reply'],
  [{ kind: 'endless' }, 'broken-reply'],
  [{ kind: 'garbled' }, 'broken-reply'],
  [{ kind: 'wrong-shape' }, 'broken-reply'],
  [{ kind: 'html' }, 'not-a-backup-server'],
  [{ kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'not-a-backup-server'],
  [{ kind: 'status', status: 500 }, 'failed'],
  [{ kind: 'status', status: 403 }, 'rejected'],
  [{ kind: 'wrong-token' }, 'token-refused'],
  [{ kind: 'reset' }, 'refused'],
])('a list answered by %j is %s', async (fault, expected) => {
  await using sandbox = await sandboxWithFile()
  sandbox.faults.setReply('/', fault)
  const timeoutMs = expected === 'timeout' ? 500 : 10_000
  const { inventory } = connect(sandbox.url, { timeoutMs })
  expect(await faultOf(inventory?.list(patient))).toBe(expected)
})

test.each<[ReplyFault, string]>([
  [{ kind: 'cut', afterBytes: 50_000 }, 'broken-reply'],
  [{ kind: 'html' }, 'not-a-backup-server'],
  [{ kind: 'endless' }, 'not-a-backup-server'],
  [{ kind: 'redirect', location: 'http://127.0.0.1:1/' }, 'not-a-backup-server'],
  [{ kind: 'status', status: 500 }, 'failed'],
  [{ kind: 'wrong-token' }, 'token-refused'],
  [{ kind: 'reset' }, 'refused'],
])('a download answered by %j is %s', async (fault, expected) => {
  await using sandbox = await sandboxWithFile()
  sandbox.faults.setReply('/backups/', fault)
  const opening = connect(sandbox.url).downloads?.open('last:file.gz', get, patient)
  const destination = collector()
  expect(await faultOf(opening?.then((download) => download.pipeTo(destination)))).toBe(expected)
  expect(destination.writableFinished).toBe(false)
})

test('an accepted run without a job id is a broken reply', async () => {
  await using sandbox = await sandboxWithFile()
  sandbox.faults.setReply('/backup', { kind: 'no-job-id' })
  expect(await faultOf(connect(sandbox.url).runs?.start(patient))).toBe('broken-reply')
})

test.each(['folder', 'link-to-folder'])('%s is an error, not a download', async (name) => {
  await using sandbox = await sandboxWithFile()
  const { downloads } = connect(sandbox.url)
  expect(await faultOf(downloads?.open(`last:${name}`, get, patient))).toBe('broken-reply')
  const head = { ...get, method: 'HEAD' as const }
  expect(await faultOf(downloads?.open(`last:${name}`, head, patient))).toBe('broken-reply')
})

test('headers of the server other than the agreed ones do not pass', async () => {
  const server = await httpServer((_req, res) => {
    res.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': 1,
      'set-cookie': 'evil=1',
      'content-security-policy': 'none',
      'last-modified': 'Fri, 20 Nov 2026 21:56:06 GMT',
    })
    res.end('x')
  })
  const asked = { cookie: 'session=1', authorization: 'Basic x', range: 'bytes=0-0' }
  const { downloads } = connect(server.url)
  const download = await downloads?.open('last:x', { method: 'GET', headers: asked }, patient)
  expect(Object.keys(download?.headers ?? {}).sort()).toEqual(['content-length', 'last-modified'])
  expect(server.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer s3cr3t',
    range: 'bytes=0-0',
  })
  expect(server.requests[0]?.headers.cookie).toBeUndefined()
})

test('a body without any announced end is not taken for a file', async () => {
  const server = await httpServer((_req, res) => {
    res.useChunkedEncodingByDefault = false
    res.writeHead(200, { 'content-type': 'application/octet-stream', connection: 'close' })
    res.end('part of a dump')
  })
  const opening = connect(server.url).downloads?.open('last:x', get, patient)
  expect(await faultOf(opening)).toBe('broken-reply')
})

test('over TLS, with verification off, files arrive as well', async () => {
  const server = await httpsServer('self-signed', (_req, res) => {
    res.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': 5 })
    res.end('bytes')
  })
  const { downloads } = connect(server.url, { verifyTls: false })
  const download = await downloads?.open('last:x', get, patient)
  const destination = collector()
  await download?.pipeTo(destination)
  expect(destination.bytes().toString()).toBe('bytes')
  const strict = connect(server.url).downloads?.open('last:x', get, patient)
  expect(await faultOf(strict)).toBe('tls')
})
