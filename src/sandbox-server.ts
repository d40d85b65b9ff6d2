import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EmbeddedPostgresError } from './lib/embedded-postgres/errors.ts'
import { startEmbeddedPostgres } from './lib/embedded-postgres/start.ts'
import { untilToldToStop } from './process-end.ts'
import { createSampleDatabases } from './sandbox/sample-database.ts'
import { startSandbox } from './sandbox/server.ts'

const usage = `Usage: npm run sandbox -- --token <token> [options]

  --port <number>          where it listens on 127.0.0.1; 0, the default, takes any free port
  --token <token>          what callers must send as bearer token
  --backup-dir <folder>    where the dumps go; without it, a temporary folder
  --database-url <url>     the Postgres server to dump and restore; without it, one is started
  --help                   prints this
`

interface Settings {
  readonly port: number
  readonly token: string
  readonly backupDir: string | undefined
  readonly databaseUrl: string | undefined
}

/** Something the person at the terminal can mend: printed as one line. */
class UsageError extends Error {}

/** Runs the stand-in for a backup server until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings()
  if (settings === 'help') {
    process.stdout.write(usage)
    return
  }
  await checkPort(settings.port)
  const { backupDir } = settings
  if (backupDir !== undefined) return serve(settings, resolve(backupDir))
  const temporary = await mkdtemp(join(tmpdir(), 'sandbox-backups-'))
  try {
    await serve(settings, temporary)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function serve({ port, token, databaseUrl }: Settings, backupDir: string): Promise<void> {
  const database = await openDatabase(databaseUrl, backupDir)
  try {
    await createSampleDatabases(database.url)
    const sandbox = await startSandbox({
      port,
      token,
      backupDir,
      databaseUrl: database.url,
      hasScheduler: true,
    })
    process.stdout.write(
      `This is a sandbox, not a backupgram container: it is for trials and tests only.\n` +
        `It listens on ${sandbox.url}, keeps its dumps in ${backupDir}, and backs up the database shop;\n` +
        `there is a second one, crm, for the setting POSTGRES_DB.\n`,
    )
    await untilToldToStop()
    await sandbox.close()
  } finally {
    await database.stop()
  }
}

function readSettings(): Settings | 'help' {
  const values = readFlags()
  if (values.help) return 'help'
  const port = Number(values.port ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535, not "${values.port}".`)
  }
  if (!values.token)
    throw new UsageError('--token is missing: give the token that callers must send.')
  return {
    port,
    token: values.token,
    backupDir: values['backup-dir'],
    databaseUrl: values['database-url'],
  }
}

function readFlags() {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      options: {
        port: text,
        token: text,
        'backup-dir': text,
        'database-url': text,
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. See --help.`)
  }
}

/** Before a database is started for nothing. */
async function checkPort(port: number): Promise<void> {
  const trial = createServer().listen(port, '127.0.0.1')
  await once(trial, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new UsageError(`Port ${port} is taken: choose another with --port.`)
  })
  await new Promise((closed) => trial.close(closed))
}

async function openDatabase(databaseUrl: string | undefined, backupDir: string) {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => {} }
  const server = await startEmbeddedPostgres({ dataDir: join(backupDir, '.database') })
  return { url: server.url('postgres'), stop: () => server.stop() }
}

function isForeseen(error: Error): boolean {
  return error instanceof UsageError || error instanceof EmbeddedPostgresError
}

await main().catch((error: Error) => {
  process.stderr.write(`${isForeseen(error) ? error.message : error.stack}\n`)
  process.exitCode = 1
})
