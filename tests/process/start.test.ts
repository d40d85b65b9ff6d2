import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Client } from '../support/client.ts'
import { emptyDatabase, freshDatabase } from '../support/postgres.ts'
import { runProgram, startPanel } from '../support/program.ts'
import { runOn } from '../support/sql.ts'

// A process of its own takes a busy machine a while to start.
vi.setConfig({ testTimeout: 120_000 })

const secret = () => randomBytes(32).toString('base64url')
const password = 'correct horse battery staple'

test('with settings that are wrong it names all of them at once, and ends', async () => {
  const env = { PORT: 'http', APP_SECRET: 'short', DATABASE_URL: 'nonsense', ADMIN_USERNAME: 'x' }
  const { code, stdout, stderr } = await runProgram('main.ts', { env })
  expect([code, stdout]).toEqual([1, ''])
  for (const name of Object.keys(env)) expect(stderr).toContain(`  - ${name} `)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('with its port taken it says which, and ends', async () => {
  await using database = await freshDatabase()
  const other = net.createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as net.AddressInfo
  const env = { DATABASE_URL: database.url, APP_SECRET: secret(), PORT: String(port) }
  const { code, stderr } = await runProgram('main.ts', { env })
  expect(code).toBe(1)
  expect(stderr).toBe(
    `Port ${port} is taken by another program. Set PORT to a free one, or stop that program.\n`,
  )
})

test('without its database it says so in a sentence, and not what the password is', async () => {
  const env = { DATABASE_URL: 'postgres://me:hush-hush@127.0.0.1:1/panel', APP_SECRET: secret() }
  const { code, stdout, stderr } = await runProgram('main.ts', { env })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The database of DATABASE_URL cannot be used: .*ECONNREFUSED.*\n$/)
  expect(stdout + stderr).not.toContain('hush-hush')
})

test('with a password that the database refuses it says that, and nothing more', async () => {
  await using database = await freshDatabase()
  const url = Object.assign(new URL(database.url), { username: 'nobody', password: 'hush-hush' })
  const env = { DATABASE_URL: url.href, APP_SECRET: secret() }
  const { code, stdout, stderr } = await runProgram('main.ts', { env })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^The database of DATABASE_URL cannot be used: .*"nobody"\n$/)
  expect(stdout + stderr).not.toContain('hush-hush')
})

test('two at once on one empty database both start, and print the same code', async () => {
  await using database = await emptyDatabase()
  const env = { DATABASE_URL: database.url, APP_SECRET: secret() }
  const starting = [startPanel(env), startPanel(env)] as const
  await using one = await starting[0]
  await using other = await starting[1]
  const [[, code], [, same]] = [await one.said(/code ([\w-]+)/), await other.said(/code ([\w-]+)/)]
  expect(code).toBe(same)
  const form = { code: String(code), username: 'root', password }
  expect((await new Client(one.origin).post('/setup', form)).status).toBe(303)
  expect((await new Client(other.origin).post('/setup', form)).status).toBe(404)
})

test('after kill -9 it starts again, and whoever was signed in still is', async () => {
  await using database = await freshDatabase()
  const env = {
    DATABASE_URL: database.url,
    APP_SECRET: secret(),
    ADMIN_USERNAME: 'root',
    ADMIN_PASSWORD: password,
  }
  await using killed = await startPanel(env)
  const before = new Client(killed.origin)
  expect((await before.post('/login', { username: 'root', password })).status).toBe(303)
  expect((await killed.kill('SIGKILL')).signal).toBe('SIGKILL')
  await using again = await startPanel(env)
  const headers = { cookie: before.cookieHeader() }
  expect((await new Client(again.origin).get('/servers', headers)).status).toBe(200)
  expect(killed.written.stdout + again.written.stdout).not.toContain(password)
})

test('with another APP_SECRET than before it says so at once, and changes nothing', async () => {
  await using database = await freshDatabase()
  await runOn(
    database.url,
    `insert into servers (id, name, name_key, kind, base_url, sealed_token, verify_tls, timeout_ms,
                          is_enabled, tags)
     values ('s1', 'Shop', 'shop', 'backupgram', 'http://x.invalid', 'v1.other.AAAA', true, 1000,
             true, '{}')`,
  )
  await using panel = await startPanel({ DATABASE_URL: database.url, APP_SECRET: secret() })
  expect(panel.written.stdout).toContain('APP_SECRET does not open stored tokens')
  const { rows } = await runOn(database.url, 'select sealed_token from servers')
  expect(rows).toEqual([{ sealed_token: 'v1.other.AAAA' }])
})

test('settings may stand in a file called .env', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'env-file-test-'))
  onTestFinished(() => rm(cwd, { recursive: true }))
  await writeFile(join(cwd, '.env'), 'PORT=nonsense\n')
  const { code, stderr } = await runProgram('main.ts', { cwd })
  expect([code, stderr.includes('- PORT must be a port number')]).toEqual([1, true])
})
