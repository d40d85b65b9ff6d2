import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect } from 'vitest'
import { driverRegistry } from '../../../src/drivers/registry.ts'
import { remoteAgents } from '../../../src/lib/remote/agents.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { type ContractServer, driverContract } from '../contract.ts'

const agents = remoteAgents()
const registry = driverRegistry(agents)
afterAll(() => agents.close())

const strays: unknown[] = []
process.on('unhandledRejection', (error) => strays.push(error))
afterEach(() => expect(strays).toEqual([]))

describe('the backupgram driver', () => driverContract(sandboxServer))

/** No dump is made here, so its Postgres may be a stranger that refuses: runs then fail, but end. */
async function sandboxServer(): Promise<ContractServer> {
  const backupDir = await mkdtemp(join(tmpdir(), 'driver-test-'))
  const databaseUrl = 'postgres://nobody:none@127.0.0.1:1/none'
  const sandbox = await startSandbox({ token: 'token', backupDir, databaseUrl })
  return {
    connect: ({ token = 'token', timeoutMs = 10_000 } = {}) =>
      registry.connect('backupgram', { baseUrl: sandbox.url, token, verifyTls: true, timeoutMs }),
    async put(name, bytes) {
      await mkdir(join(backupDir, 'last'), { recursive: true })
      await writeFile(join(backupDir, 'last', name), bytes)
      return `last:${name}`
    },
    hang: () => sandbox.faults.setReply('/', { kind: 'hang' }),
    async [Symbol.asyncDispose]() {
      await sandbox.close()
      await rm(backupDir, { recursive: true })
    },
  }
}
