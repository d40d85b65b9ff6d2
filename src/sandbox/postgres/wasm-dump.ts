import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import { type DumpOrder, dumpOptions, exclusions } from './dump-order.ts'
import type { PostgresServer } from './server.ts'
import { openWire } from './wire.ts'

/**
 * Dumps with pg_dump 18 compiled to WebAssembly, for machines without one of their own. It runs in a
 * process of its own, because it waits for the server without letting go of its thread.
 */
export async function dumpWithWasm(server: PostgresServer, order: DumpOrder): Promise<boolean> {
  const { database, file, env, log } = order
  const options = dumpOptions(env)
  const level = /^-Z(\d)$/.exec(options.find((option) => option.startsWith('-Z')) ?? '')?.[1] ?? '1'
  const args = [...options.filter((option) => !option.startsWith('-Z')), ...exclusions(env)]
  const wire = await openWire(server.urlOf(database)).catch((error: Error) => error)
  if (wire instanceof Error) {
    log.line(`pg_dump: error: connection to server failed: ${wire.message}`)
    return false
  }
  const child = spawn(process.execPath, [...programArguments(), database, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  child.stderr?.on('data', (bytes: Buffer) => log.write(bytes))
  const exitCode = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? -1))
  })
  relay(wire.greeting, wire.socket, child.stdio[3] as Duplex)
  await pipeline(
    child.stdout as Duplex,
    createGzip({ level: Number(level) }),
    createWriteStream(file),
  )
  wire.socket.destroy()
  return (await exitCode) === 0
}

/** The program stands beside this file: as TypeScript in the source tree, as JavaScript in a build. */
function programArguments(): string[] {
  const isSource = import.meta.url.endsWith('.ts')
  const file = `./wasm-dump-program.${isSource ? 'ts' : 'js'}`
  const program = fileURLToPath(new URL(file, import.meta.url))
  return isSource ? ['--import', import.meta.resolve('tsx'), program] : [program]
}

function relay(greeting: Buffer, socket: Duplex, pipe: Duplex): void {
  pipe.write(greeting)
  socket.on('error', () => pipe.destroy())
  pipe.on('error', () => socket.destroy())
  socket.pipe(pipe)
  pipe.pipe(socket)
}
