import { readSync, writeSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { pgDump } from '@electric-sql/pglite-tools/pg_dump'

/**
 * A program of its own: `wasm-dump-program <database> [pg_dump options]`. File descriptor 3 leads to
 * a server that has already signed us in; the dump goes to standard output.
 */
const wireFd = 3
const readBytes = 64 * 1024
const terminate = 'X'.charCodeAt(0)
const readyForQuery = 'Z'.charCodeAt(0)

let isStarted = false

/** The three calls that pgDump makes of a PGlite, made over the wire instead. */
const server = {
  async execProtocolRawStream(
    message: Uint8Array,
    { onRawData }: { onRawData: (bytes: Uint8Array) => void },
  ) {
    // The start-up message is not sent: the greeting lies ready in the wire.
    if (isStarted) writeAll(wireFd, message)
    if (isStarted && message[0] === terminate) return
    isStarted = true
    onRawData(readReply())
  },
  query: async () => ({ rows: [{ search_path: '"$user", public' }] }),
  exec: async () => [],
}

/** Blocks until the server is ready for the next query, or gone. */
function readReply(): Buffer {
  const chunks: Buffer[] = []
  const scan = { skip: 0, header: Buffer.alloc(0), isReady: false }
  while (!scan.isReady) {
    const chunk = Buffer.alloc(readBytes)
    const length = readSync(wireFd, chunk)
    if (length === 0) break
    chunks.push(chunk.subarray(0, length))
    advance(scan, chunk.subarray(0, length))
  }
  return Buffer.concat(chunks)
}

/** Walks from message to message, and notes when the last whole one was ReadyForQuery. */
function advance(scan: { skip: number; header: Buffer; isReady: boolean }, bytes: Buffer): void {
  let rest = bytes
  while (rest.length > 0) {
    const skipped = Math.min(scan.skip, rest.length)
    scan.skip -= skipped
    rest = rest.subarray(skipped)
    if (scan.skip > 0 || rest.length === 0) return
    const missing = 5 - scan.header.length
    scan.header = Buffer.concat([scan.header, rest.subarray(0, missing)])
    rest = rest.subarray(missing)
    if (scan.header.length < 5) return
    scan.isReady = scan.header[0] === readyForQuery
    scan.skip = scan.header.readUInt32BE(1) - 4
    scan.header = Buffer.alloc(0)
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
}

const [database = 'postgres', ...options] = process.argv.slice(2)
try {
  // Many rows in one INSERT: quicker to restore, and a log that is not flooded.
  const args = ['-d', database, '--rows-per-insert=1000', ...options]
  const dump = await pgDump({ pg: server as unknown as PGlite, args })
  process.stdout.write(new Uint8Array(await dump.arrayBuffer()))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
