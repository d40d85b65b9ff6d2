import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'

export interface JobReply {
  id: string
  type: string
  state: string
  exit_code: number
  log_tail: string[] | null
  error?: string
}

/** A sandbox with a folder of its own, gone when its holder is. */
export interface TestSandbox extends Sandbox, AsyncDisposable {
  call(method: string, path: string, body?: unknown): Promise<Response>
  /** Calls, waits until nothing runs any more, and returns the job. */
  job(path: '/backup' | '/restore', body?: unknown): Promise<JobReply>
}

export async function testSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const backupDir = await mkdtemp(join(tmpdir(), 'sandbox-test-'))
  const databaseUrl = inject('postgresUrl')
  const sandbox = await startSandbox({ token: 'token', backupDir, databaseUrl, ...options })
  const call = (method: string, path: string, body?: unknown) =>
    fetch(sandbox.url + path, {
      method,
      headers: { Authorization: 'Bearer token' },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return Object.assign(sandbox, {
    call,
    async job(path: '/backup' | '/restore', body?: unknown) {
      const accepted = (await (await call('POST', path, body)).json()) as { job_id: string }
      await sandbox.idle()
      return (await (await call('GET', `/jobs/${accepted.job_id}`)).json()) as JobReply
    },
    async [Symbol.asyncDispose]() {
      await sandbox.close()
      await rm(backupDir, { recursive: true })
    },
  })
}
