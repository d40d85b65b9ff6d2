import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryDataDir } from '../support/data-dir.ts'

const program = fileURLToPath(new URL('../../src/sandbox-server.ts', import.meta.url))

function start(...flags: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...flags])
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output.text += bytes
    })
  }
  return { child, output, ended: once(child, 'close').then(([code]) => code as number) }
}

async function refusal(...flags: string[]): Promise<string> {
  const { output, ended } = start(...flags)
  expect(await ended).toBe(1)
  return output.text
}

describe('npm run sandbox', () => {
  it('says that it is a sandbox, serves, and ends in order', async () => {
    await using folder = await temporaryDataDir('sandbox-cli-')
    const { child, output, ended } = start('--token', 't', '--backup-dir', folder.path)
    await expect.poll(() => output.text, { timeout: 20_000 }).toContain('listens on')
    expect(output.text).toContain('This is a sandbox')
    const [url] = /http:\S+\d/.exec(output.text) ?? ['']
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('refuses in one line what it does not know, and what is missing', async () => {
    expect(await refusal('--nonsense')).toMatch(/^Unknown option '--nonsense'.*\n$/)
    expect(await refusal()).toMatch(/^--token is missing.*\n$/)
    expect(await refusal('--token', 't', '--port', 'x')).toMatch(/^--port must be a number.*\n$/)
  })

  it('says so when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const text = await refusal('--token', 't', '--port', String(port))
    expect(text).toBe(`Port ${port} is taken: choose another with --port.\n`)
    other.close()
  })
})
