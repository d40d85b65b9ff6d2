import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunFault } from '../../src/sandbox/faults.ts'
import { exchangeBytes, parse } from './raw-http.ts'
import { type TestSandbox, testSandbox } from './test-sandbox.ts'

const noDatabase = 'postgres://postgres@127.0.0.1:1/postgres'

async function sandboxWithFile(): Promise<TestSandbox> {
  const sandbox = await testSandbox({ databaseUrl: noDatabase })
  await mkdir(join(sandbox.backupDir, 'last'))
  await writeFile(join(sandbox.backupDir, 'last', 'a.sql.gz'), Buffer.alloc(100_000, 'x'))
  return sandbox
}

const download = 'GET /backups/last/a.sql.gz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token\r\n'

describe('a reply told to', () => {
  it('cut ends in the middle, after headers that promised more', async () => {
    await using sandbox = await sandboxWithFile()
    sandbox.faults.setReply('/backups/last', { kind: 'cut', afterBytes: 1000 })
    const reply = parse(await exchangeBytes(sandbox.url, `${download}\r\n`))
    expect(reply.headers['content-length']).toBe('100000')
    expect(reply.body).toHaveLength(1000)
  })

  it('drip comes as a whole all the same', async () => {
    await using sandbox = await sandboxWithFile()
    sandbox.faults.setReply('/backups', { kind: 'drip', bytes: 40_000, everyMs: 1 })
    const reply = parse(await exchangeBytes(sandbox.url, `${download}Connection: close\r\n\r\n`))
    expect(reply.body).toHaveLength(100_000)
  })

  it('hang is counted as open until the caller leaves', async () => {
    await using sandbox = await sandboxWithFile()
    sandbox.faults.setReply('/status', { kind: 'hang' })
    const leave = new AbortController()
    const pending = fetch(`${sandbox.url}/status`, { signal: leave.signal }).catch(() => 'left')
    await expect.poll(() => sandbox.traffic.openResponses).toBe(1)
    leave.abort()
    expect(await pending).toBe('left')
    await expect.poll(() => sandbox.traffic.openResponses).toBe(0)
  })

  it('be endless sends more than anybody may want', async () => {
    await using sandbox = await sandboxWithFile()
    sandbox.faults.setReply('/backups', { kind: 'endless' })
    const { body } = await sandbox.call('GET', '/backups')
    let length = 0
    for await (const chunk of body ?? []) {
      length += chunk.length
      if (length > 5_000_000) break
    }
    expect(length).toBeGreaterThan(5_000_000)
  })

  it.each([
    [{ kind: 'garbled' }, 200, /^\{"backups":\[\{"slot":"la$/],
    [{ kind: 'html' }, 200, /^<!doctype html>/],
    [{ kind: 'redirect', location: 'http://elsewhere.test/' }, 302, /^$/],
    [{ kind: 'wrong-shape' }, 200, /"backups":7/],
    [{ kind: 'no-job-id' }, 202, /^\{"accepted":true\}$/m],
    [{ kind: 'status', status: 503 }, 503, /told to fail/],
    [{ kind: 'wrong-token' }, 401, /unauthorized/],
  ] as const)(
    'lie by %o does so, and is honest again when cleared',
    async (fault, status, body) => {
      await using sandbox = await sandboxWithFile()
      sandbox.faults.setReply('/', fault)
      const reply = await sandbox.call('GET', '/backups')
      expect(reply.status).toBe(status)
      expect(await reply.text()).toMatch(body)
      sandbox.faults.clear()
      expect((await sandbox.call('GET', '/backups')).status).toBe(200)
    },
  )

  it('misbehave on one path leaves the others alone', async () => {
    await using sandbox = await sandboxWithFile()
    sandbox.faults.setReply('/jobs', { kind: 'reset' })
    await expect(sandbox.call('GET', '/jobs')).rejects.toThrow()
    expect((await sandbox.call('GET', '/status')).status).toBe(200)
  })
})

describe('a run told to', () => {
  const runWith = async (run: RunFault) => {
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: 'postgres' } })
    sandbox.faults.run = run
    const job = await sandbox.job('/backup')
    return { ...job, log: job.log_tail?.join('\n') ?? '', status: sandbox.statusFile }
  }

  it('find the lock held skips, and calls that a success', async () => {
    const job = await runWith({ kind: 'lock-held' })
    expect(job).toMatchObject({ state: 'succeeded', exit_code: 0, status: undefined })
    expect(job.log).toBe('⚠️ Another backup is already running. Skipping this run.')
  })

  it('find no database fails, and leaves the status as it was', async () => {
    const job = await runWith({ kind: 'database-unreachable' })
    expect(job).toMatchObject({ state: 'failed', exit_code: 1, status: undefined })
    expect(job.log).toContain('❌ Database is not reachable at')
  })

  it('fail to deliver fails with 7, although the dump is there', async () => {
    const job = await runWith({ kind: 'delivery-failure' })
    expect(job).toMatchObject({ state: 'failed', exit_code: 7, status: undefined })
    expect(job.log).toContain('✅ Backup created:')
  })

  it('fail in part succeeds, and only the status file knows', async () => {
    const job = await runWith({ kind: 'partial-failure', databases: ['postgres'] })
    expect(job.state).toBe('succeeded')
    expect(job.log).toContain('0 succeeded, 1 failed')
    expect(job.status).toMatch(/^FAILED\n\d+\n$/)
  })

  it('write an empty dump says that it did', async () => {
    const job = await runWith({ kind: 'empty-dump' })
    expect(job.log).toContain('is empty or missing. Skipping.')
  })
})

describe('a restart', () => {
  it('forgets the jobs and the last result, and keeps the settings', async () => {
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: 'postgres' } })
    await sandbox.call('PATCH', '/config', { SCHEDULE: '@hourly' })
    const { id } = await sandbox.job('/backup')
    sandbox.restart()
    expect((await sandbox.call('GET', `/jobs/${id}`)).status).toBe(404)
    const status = await (await sandbox.call('GET', '/status')).json()
    expect(status).toEqual({ cluster: false, schedule: '@hourly' })
  })

  it('with a scheduler that cannot start saves the schedule and says 500', async () => {
    await using sandbox = await testSandbox({ databaseUrl: noDatabase })
    sandbox.faults.schedulerCannotStart = true
    const reply = await sandbox.call('PATCH', '/config', { SCHEDULE: '@hourly' })
    expect(reply.status).toBe(500)
    expect((await sandbox.call('PATCH', '/config', { SCHEDULE: '@hourly' })).status).toBe(200)
  })
})
