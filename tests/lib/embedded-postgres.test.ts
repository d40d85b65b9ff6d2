import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres/start.ts'
import { temporaryDataDir } from '../support/data-dir.ts'
import { runOn } from '../support/sql.ts'

/** What a killed program wrote, the system still writes: only a power cut would need more. */
const fast = { fsync: 'off' }
const isRoot = process.getuid?.() === 0

test('a first start makes a server, a second start finds what the first one kept', async () => {
  await using folder = await temporaryDataDir()
  const first = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  const shop = await first.ensureDatabase('shop')
  expect(await first.ensureDatabase('shop')).toBe(shop)
  await runOn(shop, `create table orders as select 'one' as id`)
  await first.stop()
  await expect(runOn(shop, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
  const second = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  expect((await runOn(second.url('shop'), 'select id from orders')).rows).toEqual([{ id: 'one' }])
  await second.stop()
})

test('only this machine reaches it, only with the password, and only its owner reads that', async () => {
  await using folder = await temporaryDataDir()
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  const url = new URL(server.url('postgres'))
  const { rows } = await runOn(url.href, 'show listen_addresses')
  expect(rows).toEqual([{ listen_addresses: '127.0.0.1' }])
  await expect(runOn(Object.assign(new URL(url), { password: 'x' }).href, '')).rejects.toThrow(
    /password authentication failed/,
  )
  const cluster = join(folder.path, 'postgres/cluster')
  expect((await stat(join(cluster, 'backupgram-admin.password'))).mode & 0o777).toBe(0o600)
  expect((await stat(cluster)).mode & 0o777).toBe(0o700)
  await server.stop()
})

test('of several starters at once one starts the server, all use it, and the last one stops it', async () => {
  await using folder = await temporaryDataDir()
  const start = () => startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  const [first, second, third] = await Promise.all([start(), start(), start()])
  const url = first.url('postgres')
  expect([second.url('postgres'), third.url('postgres')]).toEqual([url, url])
  await first.stop()
  await second.stop()
  expect((await runOn(url, 'select 1 as n')).rows).toEqual([{ n: 1 }])
  await third.stop()
  await expect(runOn(url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
})

test('a server that is killed is started again, with every row that it had acknowledged', async () => {
  await using folder = await temporaryDataDir()
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  const url = await server.ensureDatabase('shop')
  await runOn(url, `create table orders as select 'kept' as id`)
  process.kill(await pidOf(folder.path), 'SIGKILL')
  expect((await eventually(() => runOn(url, 'select id from orders'))).rows).toEqual([
    { id: 'kept' },
  ])
  await server.stop()
})

test('a process that is killed leaves the server to the next one', async () => {
  await using folder = await temporaryDataDir()
  await holdAndKill(folder.path, 'first')
  const before = await pidOf(folder.path)
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  expect(await pidOf(folder.path)).toBe(before)
  expect((await runOn(server.url('shop'), 'select id from orders')).rows).toEqual([{ id: 'first' }])
  await server.stop()
})

test('after both were killed the next start recovers, though another program has the old number', async () => {
  await using folder = await temporaryDataDir()
  await holdAndKill(folder.path, 'first')
  process.kill(await pidOf(folder.path), 'SIGKILL')
  const pidFile = join(folder.path, 'postgres/cluster/postmaster.pid')
  const text = await readFile(pidFile, 'utf8')
  await writeFile(pidFile, text.replace(/^\d+/, String(process.ppid)))
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  expect((await runOn(server.url('shop'), 'select id from orders')).rows).toEqual([{ id: 'first' }])
  await server.stop()
})

test('the half of a cluster that a killed first start left is cleared away', async () => {
  await using folder = await temporaryDataDir()
  await mkdir(join(folder.path, 'postgres/cluster.0123456789ab/base'), { recursive: true })
  const server = await startEmbeddedPostgres({ dataDir: folder.path, settings: fast })
  expect((await runOn(server.url('postgres'), 'select 1 as n')).rows).toEqual([{ n: 1 }])
  const names = (await readdir(join(folder.path, 'postgres'))).sort()
  expect(names).toEqual(['cluster', 'lib', 'postgres.log'])
  await server.stop()
})

test('a cluster of another version is refused with a way out', async () => {
  await using folder = await temporaryDataDir()
  await mkdir(join(folder.path, 'postgres/cluster'), { recursive: true })
  await writeFile(join(folder.path, 'postgres/cluster/PG_VERSION'), '17\n')
  await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toThrow(
    /made by Postgres 17, and the embedded one is 18.*DATABASE_URL/,
  )
})

test('a server that cannot start says why', async () => {
  await using folder = await temporaryDataDir()
  const settings = { ...fast, shared_buffers: 'nonsense' }
  await expect(startEmbeddedPostgres({ dataDir: folder.path, settings })).rejects.toThrow(
    /did not start.*shared_buffers/s,
  )
})

test('a folder that cannot be made is refused with a way out', async () => {
  await using folder = await temporaryDataDir()
  const file = join(folder.path, 'file')
  await writeFile(file, '')
  await expect(startEmbeddedPostgres({ dataDir: join(file, 'data') })).rejects.toThrow(
    /cannot be made.*Set DATA_DIR/s,
  )
})

test.runIf(isRoot)(
  'below a folder that is closed to others, root keeps the data elsewhere',
  async () => {
    await using folder = await temporaryDataDir()
    await chmod(folder.path, 0o700)
    const dataDir = join(folder.path, 'data')
    const server = await startEmbeddedPostgres({ dataDir, settings: fast })
    const url = await server.ensureDatabase('shop')
    await runOn(url, `create table orders as select 'one' as id`)
    const place = await realpath(join(dataDir, 'postgres'))
    expect(place).toMatch(/^\/var\/lib\/backupgram-admin\/data-[0-9a-f]{12}$/)
    await server.stop()
    const again = await startEmbeddedPostgres({ dataDir, settings: fast })
    expect((await runOn(again.url('shop'), 'select id from orders')).rows).toEqual([{ id: 'one' }])
    await again.stop()
    await rm(place, { recursive: true })
  },
)

test.runIf(isRoot)('data that became out of reach is refused with a way out', async () => {
  await using folder = await temporaryDataDir()
  const dataDir = join(folder.path, 'data')
  await mkdir(join(dataDir, 'postgres'), { recursive: true })
  await chmod(folder.path, 0o700)
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/cannot reach .*chmod o\+x/s)
})

async function pidOf(dataDir: string): Promise<number> {
  const text = await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  return Number(text.split('\n')[0])
}

/** Runs a process that starts the server and adds a row, and kills it as soon as it has. */
async function holdAndKill(dataDir: string, row: string): Promise<void> {
  const program = ['--import', 'tsx', 'tests/support/hold-postgres.ts', dataDir, row]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(50_000)
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (signal.aborted) throw error
    }
  }
}
