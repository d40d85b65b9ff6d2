import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { migrationsFolder, readMigrations } from '../../src/store/migrations.ts'
import { emptyDatabase } from '../support/postgres.ts'
import { runOn } from '../support/sql.ts'

const withFunction = `-- a comment; with a semicolon
create table extra (id int);
create function twice(n int) returns int language plpgsql as $$ begin return n * 2; end $$;
`

test('an empty database gets every migration once', async () => {
  await using database = await emptyDatabase()
  const names = (await readMigrations()).map(({ name }) => name)
  expect(await migrate(database.url)).toEqual(names)
  expect(await migrate(database.url)).toEqual([])
})

test('of several instances that start at once one migrates and the others find it done', async () => {
  await using database = await emptyDatabase()
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)))
  const names = (await readMigrations()).map(({ name }) => name)
  expect(applied.filter(({ length }) => length > 0)).toEqual([names])
  const { rows } = await runOn(database.url, 'select migration_name from _prisma_migrations')
  expect(rows).toHaveLength(names.length)
})

test('the history is kept as Prisma keeps it', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await folder.add('20991231000000_extra', withFunction)
  await migrate(database.url, folder.path)
  const { rows } = await runOn(
    database.url,
    `select *, length(id) as id_length from _prisma_migrations order by started_at`,
  )
  expect(rows.at(-1)).toMatchObject({
    migration_name: '20991231000000_extra',
    checksum: createHash('sha256').update(withFunction).digest('hex'),
    id_length: 36,
    finished_at: expect.any(Date),
    rolled_back_at: null,
    logs: null,
    applied_steps_count: 1,
  })
})

test('a new migration is applied on top of the old ones', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await migrate(database.url, folder.path)
  await folder.add('20991231000000_extra', withFunction)
  expect(await migrate(database.url, folder.path)).toEqual(['20991231000000_extra'])
  expect((await runOn(database.url, 'select twice(21) as n')).rows).toEqual([{ n: 42 }])
})

test('a database newer than the code is refused and left alone', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await folder.add('20991231000000_extra', withFunction)
  await migrate(database.url, folder.path)
  await expect(migrate(database.url)).rejects.toThrow(
    /database is newer than this version.*20991231000000_extra/,
  )
})

test('a migration that was edited after it had been applied is refused', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await folder.add('20991231000000_extra', withFunction)
  await migrate(database.url, folder.path)
  await folder.add('20991231000000_extra', `${withFunction} -- edited`)
  await expect(migrate(database.url, folder.path)).rejects.toThrow(/extra was edited/)
})

test('line ends of Windows are not an edit', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await migrate(database.url, folder.path)
  for (const { name, sql } of await readMigrations()) {
    await folder.add(name, sql.replaceAll('\n', '\r\n'))
  }
  expect(await migrate(database.url, folder.path)).toEqual([])
})

test('a migration that Prisma left half done is refused', async () => {
  await using database = await emptyDatabase()
  await migrate(database.url)
  await runOn(database.url, `update _prisma_migrations set finished_at = null, logs = 'oh no'`)
  await expect(migrate(database.url)).rejects.toThrow(/failed half way/)
})

test('a migration that was marked as rolled back is applied again', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await folder.add('20991231000000_extra', withFunction)
  await migrate(database.url)
  await runOn(
    database.url,
    `insert into _prisma_migrations (id, checksum, migration_name, rolled_back_at)
     values ('1', 'x', '20991231000000_extra', now())`,
  )
  expect(await migrate(database.url, folder.path)).toEqual(['20991231000000_extra'])
})

test('a migration that fails leaves the database as it was, and can be tried again', async () => {
  await using database = await emptyDatabase()
  await using folder = await copyOfMigrations()
  await migrate(database.url, folder.path)
  await folder.add('20991230000000_good', 'create table good (id int);')
  await folder.add('20991231000000_bad', 'create table bad (id int); select 1 / 0;')
  await expect(migrate(database.url, folder.path)).rejects.toThrow(
    /20991231000000_bad failed, and the database was left as it was: division by zero/,
  )
  const { rows } = await runOn(database.url, `select to_regclass('good') as good`)
  expect(rows).toEqual([{ good: null }])
  await folder.add('20991231000000_bad', 'create table bad (id int);')
  expect(await migrate(database.url, folder.path)).toHaveLength(2)
})

async function copyOfMigrations() {
  const path = await mkdtemp(join(tmpdir(), 'backupgram-admin-migrations-'))
  await cp(migrationsFolder, path, { recursive: true })
  return {
    path,
    async add(name: string, sql: string) {
      await mkdir(join(path, name), { recursive: true })
      await writeFile(join(path, name, 'migration.sql'), sql)
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

test('the committed migrations have the line ends that their checksums were made with', async () => {
  for (const { name, checksum } of await readMigrations()) {
    const bytes = await readFile(join(migrationsFolder, name, 'migration.sql'))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(checksum)
  }
})
