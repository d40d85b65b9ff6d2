/**
 * For developers. Writes the SQL that leads from the migrations to prisma/schema.prisma:
 *   npm run migration -- add-run-history   writes a new migration, to be reviewed and completed
 *   npm run migration -- --check           fails when the schema says something the migrations do not
 */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/lib/embedded-postgres/start.ts'
import { migrate } from '../src/store/migrate.ts'
import { migrationsFolder } from '../src/store/migrations.ts'
import { writeDifference } from './migration/difference.ts'

const [wish = ''] = process.argv.slice(2)
const sql = await differenceFromMigrations()

if (wish === '--check') check(sql)
else if (/^[a-z][a-z0-9-]*$/.test(wish)) await write(wish, sql)
else fail('Say a name like add-run-history, or --check.')

async function differenceFromMigrations(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'backupgram-admin-migration-'))
  // As root, Postgres runs as another account, which must come in.
  await chmod(dataDir, 0o755)
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } })
  try {
    const url = await server.ensureDatabase('migrations')
    await migrate(url)
    return await writeDifference(url, await readFile('prisma/schema.prisma', 'utf8'))
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function check(sql: string): void {
  if (sql === '') console.log('The migrations lead to the schema.')
  else fail(`The schema asks for more than the migrations do:\n${sql}`)
}

async function write(name: string, sql: string): Promise<void> {
  if (sql === '') return console.log('The migrations lead to the schema already.')
  const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = join(migrationsFolder, `${moment}_${name.replaceAll('-', '_')}`)
  await mkdir(folder)
  await writeFile(join(folder, 'migration.sql'), sql)
  console.log(`Review and complete ${join(folder, 'migration.sql')}`)
}

function fail(sentence: string): void {
  console.error(sentence)
  process.exitCode = 1
}
