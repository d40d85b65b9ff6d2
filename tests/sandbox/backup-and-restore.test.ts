import { mkdir, readdir, readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { describe, expect, inject, it } from 'vitest'
import { createSampleDatabase } from '../../src/sandbox/sample-database.ts'
import { testDatabaseName } from '../support/database-names.ts'
import { runOn } from '../support/sql.ts'
import { testSandbox } from './test-sandbox.ts'

/** Names for databases that are dropped at the end, whoever created them. */
function databaseNames() {
  const names: string[] = []
  return {
    next() {
      const name = testDatabaseName()
      names.push(name)
      return name
    },
    async [Symbol.asyncDispose]() {
      for (const name of names) {
        await runOn(inject('postgresUrl'), `drop database if exists ${name} with (force)`)
      }
    },
  }
}

async function rowsOf(database: string, sql: string): Promise<Record<string, string>[]> {
  const url = Object.assign(new URL(inject('postgresUrl')), { pathname: database }).href
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const everything = `SELECT md5(string_agg(row::text, ';' ORDER BY row::text)) AS hash FROM (
  SELECT to_json(c) #>> '{}' AS row FROM customers c
  UNION ALL SELECT to_json(p) #>> '{}' FROM products p
  UNION ALL SELECT to_json(o) #>> '{}' FROM orders o) AS rows`

describe('a backup', () => {
  it('writes one real dump into all four slots, with its latest links', async () => {
    await using names = databaseNames()
    const shop = names.next()
    await createSampleDatabase(inject('postgresUrl'), shop, 'shop')
    const now = () => new Date('2026-11-20T21:56:06Z')
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: shop, TZ: 'Asia/Tokyo' }, now })
    const job = await sandbox.job('/backup')
    expect(job).toMatchObject({ state: 'succeeded', exit_code: 0 })
    expect(job.log_tail).toContain('Backup completed in 0s: 1 succeeded, 0 failed')
    const inSlot = (slot: string) =>
      readdir(join(sandbox.backupDir, slot)).then((all) => all.sort())
    expect(await inSlot('last')).toEqual([
      `${shop}-20261121-065606.sql.gz`,
      `${shop}-latest.sql.gz`,
    ])
    expect(await inSlot('daily')).toEqual([`${shop}-20261121.sql.gz`, `${shop}-latest.sql.gz`])
    expect(await inSlot('weekly')).toEqual([`${shop}-202647.sql.gz`, `${shop}-latest.sql.gz`])
    expect(await inSlot('monthly')).toEqual([`${shop}-202611.sql.gz`, `${shop}-latest.sql.gz`])
    const last = join(sandbox.backupDir, 'last', `${shop}-20261121-065606.sql.gz`)
    const monthly = join(sandbox.backupDir, 'monthly', `${shop}-202611.sql.gz`)
    expect((await stat(last)).ino).toBe((await stat(monthly)).ino)
    const latest = join(sandbox.backupDir, 'last', `${shop}-latest.sql.gz`)
    expect(await readlink(latest)).toBe(`${shop}-20261121-065606.sql.gz`)
    expect(gunzipSync(await readFile(last)).toString()).toContain(
      'PostgreSQL database dump complete',
    )
  })

  it('succeeds although one of two databases failed, and only the status tells', async () => {
    await using names = databaseNames()
    const crm = names.next()
    await createSampleDatabase(inject('postgresUrl'), crm, 'crm')
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: `${crm},no_such_database` } })
    const job = await sandbox.job('/backup')
    expect(job.state).toBe('succeeded')
    expect(job.log_tail).toContain('❌ Error: pg_dump failed for no_such_database. Skipping.')
    expect(job.log_tail?.at(-2)).toMatch(/1 succeeded, 1 failed$/)
    const status = await (await sandbox.call('GET', '/status')).json()
    expect(status).toMatchObject({ last_backup: { status: 'FAILED' } })
  })

  it('removes only what is too old, of the same database and never a latest link', async () => {
    await using names = databaseNames()
    const crm = names.next()
    await createSampleDatabase(inject('postgresUrl'), crm, 'crm')
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: crm } })
    const daily = join(sandbox.backupDir, 'daily')
    await mkdir(daily)
    const daysAgo = async (name: string, days: number) => {
      await writeFile(join(daily, name), 'x')
      const then = Date.now() / 1000 - days * 86_400
      await utimes(join(daily, name), then, then)
    }
    await daysAgo(`${crm}-20200101.sql.gz`, 8.5)
    await daysAgo(`${crm}-20200102.sql.gz`, 7.5)
    await daysAgo('other-20200101.sql.gz', 400)
    await sandbox.job('/backup')
    const left = await readdir(daily)
    expect(left).not.toContain(`${crm}-20200101.sql.gz`)
    expect(left).toEqual(
      expect.arrayContaining([`${crm}-20200102.sql.gz`, 'other-20200101.sql.gz']),
    )
  })

  it('started by the scheduler is in no list of jobs, but in the status', async () => {
    await using names = databaseNames()
    const crm = names.next()
    await createSampleDatabase(inject('postgresUrl'), crm, 'crm')
    await using sandbox = await testSandbox({ env: { POSTGRES_DB: crm } })
    await sandbox.runScheduled()
    expect(await (await sandbox.call('GET', '/jobs')).json()).toEqual({ jobs: [] })
    const status = await (await sandbox.call('GET', '/status')).json()
    expect(status).toMatchObject({ last_backup: { status: 'OK' } })
  })
})

describe.each([{ usesMachineTools: true }, { usesMachineTools: false }])(
  'a restore, %o',
  ({ usesMachineTools }) => {
    it('brings back every row of a dump, into a database that it creates', async () => {
      await using names = databaseNames()
      const [shop, target] = [names.next(), names.next()]
      await createSampleDatabase(inject('postgresUrl'), shop, 'shop')
      await using sandbox = await testSandbox({ usesMachineTools, env: { POSTGRES_DB: shop } })
      await sandbox.job('/backup')
      const order = { file: `last/${shop}-latest.sql.gz`, target_db: target, confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job).toMatchObject({ state: 'succeeded', exit_code: 0 })
      expect(job.log_tail?.length).toBeLessThan(50)
      expect(job.log_tail?.join('\n')).not.toContain('ERROR')
      expect(await rowsOf(target, everything)).toEqual(await rowsOf(shop, everything))
    })

    it('over a populated database succeeds, with a log full of errors', async () => {
      await using names = databaseNames()
      const crm = names.next()
      await createSampleDatabase(inject('postgresUrl'), crm, 'crm')
      await using sandbox = await testSandbox({ usesMachineTools, env: { POSTGRES_DB: crm } })
      await sandbox.job('/backup')
      const order = { file: `last/${crm}-latest.sql.gz`, target_db: crm, confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job.state).toBe('succeeded')
      expect(job.log_tail).toContain('ERROR:  relation "contacts" already exists')
      expect(job.log_tail?.join('\n')).toContain(`✅ Restore completed in`)
    })

    it('reads COPY blocks, dollar quotes and comments as psql does', async () => {
      await using names = databaseNames()
      const target = names.next()
      await using sandbox = await testSandbox({ usesMachineTools })
      await mkdir(join(sandbox.backupDir, 'last'))
      await writeFile(join(sandbox.backupDir, 'last', 'tricky.sql.gz'), gzipSync(trickyScript))
      const order = { file: 'last/tricky.sql.gz', target_db: target, confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job.log_tail?.filter((line) => line.includes('ERROR'))).toEqual([])
      expect(job.log_tail).toContain('COPY 2')
      const rows = await rowsOf(
        target,
        'SELECT id, said, twice(id) AS twice FROM quotes ORDER BY id',
      )
      expect(rows).toEqual([
        { id: 1, said: "it's; 100 % \\ -- fine", twice: 2 },
        { id: 2, said: 'two\nlines', twice: 4 },
        { id: 3, said: "an escaped ' quote; too", twice: 6 },
      ])
    })

    it('of a truncated dump fails, and leaves the target half filled', async () => {
      await using names = databaseNames()
      const target = names.next()
      await using sandbox = await testSandbox({ usesMachineTools })
      await mkdir(join(sandbox.backupDir, 'last'))
      const noise = Array.from({ length: 4000 }, () => `-- ${Math.random()}`)
      const script = gzipSync(['CREATE TABLE half (id int);', ...noise].join('\n'))
      const half = script.subarray(0, script.length / 2)
      await writeFile(join(sandbox.backupDir, 'last', 'half.sql.gz'), half)
      const order = { file: 'last/half.sql.gz', target_db: target, confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job).toMatchObject({ state: 'failed', exit_code: 1 })
      expect(job.log_tail?.join('\n')).toMatch(/^gzip: .*half\.sql\.gz: unexpected end of file$/m)
      expect(await rowsOf(target, 'SELECT * FROM half')).toEqual([])
    })

    it('of what is no archive succeeds with warnings, and restores nothing', async () => {
      await using names = databaseNames()
      await using sandbox = await testSandbox({ usesMachineTools })
      await mkdir(join(sandbox.backupDir, 'last'))
      await writeFile(join(sandbox.backupDir, 'last', 'hello.txt'), 'hello')
      const order = { file: 'last/hello.txt', target_db: names.next(), confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job.state).toBe('succeeded')
      expect(job.log_tail).toContain('⚠️ pg_restore completed with warnings.')
    })

    it('of a missing file fails', async () => {
      await using sandbox = await testSandbox({ usesMachineTools })
      const order = { file: 'last/nope.sql.gz', target_db: 'x', confirm: true }
      const job = await sandbox.job('/restore', order)
      expect(job).toMatchObject({ state: 'failed', exit_code: 1 })
      const path = join(sandbox.backupDir, 'last/nope.sql.gz')
      expect(job.log_tail?.at(-1)).toBe(`❌ Backup file not found: ${path}`)
    })
  },
)

const trickyScript = String.raw`
\restrict abc
CREATE TABLE quotes (id int, said text); -- a comment; with a semicolon
/* a block /* within a block; */ and out */
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $body$
BEGIN
  -- it's; quoted
  RETURN n * 2;
END;
$body$;
COPY public.quotes (id, said) FROM stdin;
1	it's; 100 % \\ -- fine
2	two\nlines
\.
INSERT INTO quotes VALUES (3, E'an escaped \' quote; too');
\unrestrict abc
`
