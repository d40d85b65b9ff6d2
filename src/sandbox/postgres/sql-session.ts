import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { JobLog } from '../jobs/log.ts'
import { commandTag, printTable } from './psql-output.ts'
import type { PostgresServer } from './server.ts'
import { type ScriptStep, SqlSplitter } from './sql-splitter.ts'

/** What psql exits with when it cannot connect. */
const connectionFailed = 2

/**
 * Does what `psql -d <database>` does with a script, for machines without psql: statement by
 * statement, printing tags and errors as psql does, and going on after errors.
 */
export async function runScriptOverWire(
  server: PostgresServer,
  database: string,
  script: Readable,
  log: JobLog,
): Promise<number> {
  const client = await server.connect(database).catch((error: Error) => error)
  if (client instanceof Error) {
    log.line(`psql: error: connection to server failed: ${client.message}`)
    script.resume()
    return connectionFailed
  }
  const session = new SqlSession(client, log)
  try {
    for await (const step of stepsOf(script)) await session.take(step)
    await session.endCopy()
  } finally {
    await client.end()
  }
  return 0
}

async function* stepsOf(script: Readable): AsyncGenerator<ScriptStep> {
  const splitter = new SqlSplitter()
  for await (const line of linesOf(script)) yield* splitter.feed(line)
  yield* splitter.end()
}

/** Lines end with a line feed and nothing else: dumps contain all other line breaks as data. */
async function* linesOf(script: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of script) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

interface Copy {
  readonly data: PassThrough
  readonly done: Promise<number | Error>
}

class SqlSession {
  private readonly client: pg.Client
  private readonly log: JobLog
  private copy: Copy | undefined

  constructor(client: pg.Client, log: JobLog) {
    this.client = client
    this.log = log
  }

  async take(step: ScriptStep): Promise<void> {
    if (step.kind === 'copy-data') await this.sendCopy(step.line)
    else if (step.kind === 'copy-end') await this.endCopy()
    else if (step.kind === 'meta') this.ignoreMeta(step.text)
    else if (step.isCopy) this.startCopy(step.text)
    else await this.run(step.text)
  }

  async endCopy(): Promise<void> {
    if (this.copy === undefined) return
    const { data, done } = this.copy
    this.copy = undefined
    data.end()
    const outcome = await done
    this.log.line(outcome instanceof Error ? errorLine(outcome) : `COPY ${outcome}`)
  }

  private async run(statement: string): Promise<void> {
    try {
      const result = await this.client.query({ text: statement, rowMode: 'array' })
      if (result.fields.length > 0) printTable(result, this.log)
      else this.log.line(commandTag(statement, result))
    } catch (error) {
      this.log.line(errorLine(error as Error))
    }
  }

  private startCopy(statement: string): void {
    const data = new PassThrough()
    const target = this.client.query(copyFrom(statement))
    const done = pipeline(data, target).then(
      () => target.rowCount,
      (error: Error) => error,
    )
    this.copy = { data, done }
  }

  /** After an error of the COPY its data must still be read, and goes nowhere. */
  private async sendCopy(line: string): Promise<void> {
    const { data, done } = this.copy ?? {}
    if (data === undefined || data.destroyed || data.write(`${line}\n`)) return
    await Promise.race([new Promise((resolve) => data.once('drain', resolve)), done])
  }

  /** `\restrict` and `\unrestrict` guard psql against meta commands; here none is ever obeyed. */
  private ignoreMeta(text: string): void {
    if (/^\\(un)?restrict\b/.test(text)) return
    this.log.line(`invalid command ${text.split(/\s/)[0]}`)
  }
}

function errorLine(error: Error & { severity?: string; detail?: string }): string {
  const detail = error.detail === undefined ? '' : `\nDETAIL:  ${error.detail}`
  return `${error.severity ?? 'ERROR'}:  ${error.message}${detail}`
}
