import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { writeDifference } from '../../bin/migration/difference.ts'
import { freshDatabase } from '../support/postgres.ts'
import { runOn } from '../support/sql.ts'

const schema = () => readFile('prisma/schema.prisma', 'utf8')

test('the migrations lead to the schema that the code was generated from', async () => {
  await using database = await freshDatabase()
  expect(await writeDifference(database.url, await schema())).toBe('')
})

test('a column that only the database has is seen as a difference', async () => {
  await using database = await freshDatabase()
  await runOn(database.url, 'alter table servers add column stray int')
  expect(await writeDifference(database.url, await schema())).toContain('DROP COLUMN "stray"')
})
