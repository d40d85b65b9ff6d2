import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres/start.ts'
import { temporaryDataDir } from './data-dir.ts'

const prefix = 'backupgram-admin-tests-'

export interface TestServer {
  url: string
  close(): Promise<void>
}

/** The server of TEST_DATABASE_URL, or an embedded one that forgets everything at the end. */
export async function openTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, close: async () => undefined }
  await removeLeftFolders()
  const dataDir = await temporaryDataDir(`${prefix}${process.pid}-`)
  // Nothing here must survive a power cut, so nothing waits for the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbeddedPostgres({ dataDir: dataDir.path, settings })
  return {
    url: server.url('postgres'),
    async close() {
      await server.stop()
      await dataDir[Symbol.asyncDispose]()
    },
  }
}

/**
 * Folders of runs that were killed. Their servers, if still there, end by themselves: Postgres looks
 * every minute whether its folder still is.
 */
async function removeLeftFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0
    if (pid > 0 && !isAlive(pid))
      await rm(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 5 })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
