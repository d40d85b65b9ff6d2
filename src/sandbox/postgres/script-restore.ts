import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { toText } from '../http/text.ts'
import type { JobLog } from '../jobs/log.ts'
import type { PostgresServer } from './server.ts'
import { runScriptOverWire } from './sql-session.ts'
import { runTool } from './tools.ts'

export interface ScriptFile {
  readonly path: Buffer
  readonly isCompressed: boolean
}

/**
 * `gunzip | psql`: goes on after errors, and fails only when the file cannot be unpacked or the
 * database not be reached. What was unpacked until then has been executed. Returns the exit code.
 */
export async function restoreScript(
  server: PostgresServer,
  database: string,
  file: ScriptFile,
  log: JobLog,
): Promise<number> {
  const source = { isBroken: false }
  const complain = (what: string) => {
    source.isBroken = true
    log.line(`\ngzip: ${toText(file.path.toString('latin1'))}: ${what}`)
  }
  const script = Readable.from(unpacked(file, complain), { objectMode: false })
  const exitCode = await executeScript(server, database, script, log)
  return exitCode === 0 && source.isBroken ? 1 : exitCode
}

async function executeScript(
  server: PostgresServer,
  database: string,
  script: Readable,
  log: JobLog,
): Promise<number> {
  const psql = await server.findTool('psql')
  if (psql === undefined) return runScriptOverWire(server, database, script, log)
  return runTool(psql, ['-d', database], server.toolEnvironment(), log, script)
}

/** Ends where the file breaks, and says why in gzip's words. */
async function* unpacked(
  { path, isCompressed }: ScriptFile,
  complain: (what: string) => void,
): AsyncGenerator<Buffer> {
  const bytes = createReadStream(path)
  if (!isCompressed) return yield* bytes
  const gunzip = createGunzip()
  bytes.on('error', (error) => gunzip.destroy(error)).pipe(gunzip)
  let isEmpty = true
  try {
    for await (const chunk of gunzip) {
      isEmpty = false
      yield chunk
    }
    if (isEmpty && bytes.bytesRead === 0) complain('unexpected end of file')
  } catch (error) {
    complain(gzipWords(error))
  }
}

function gzipWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR') return 'unexpected end of file'
  const message = error instanceof Error ? error.message : String(error)
  return message === 'incorrect header check'
    ? 'not in gzip format'
    : `invalid compressed data--${message}`
}
