import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { aPanel, password } from '../support/panel.ts'
import { runProgram } from '../support/program.ts'

// Each command is a process of its own, and a busy machine starts few at a time.
vi.setConfig({ testTimeout: 120_000 })

const appSecret = randomBytes(32).toString('base64url')
const panel = await aPanel({ env: { APP_SECRET: appSecret } })
afterAll(() => panel[Symbol.asyncDispose]())

const settings = { DATABASE_URL: panel.databaseUrl, APP_SECRET: appSecret }
const cli = (args: string[], input = '', env: Record<string, string> = settings) =>
  runProgram('cli.ts', { args, env, input })

const another = 'another long password'

describe('called without a command that it knows, the command line', () => {
  test('tells what it can do', async () => {
    const [none, help, wrong] = await Promise.all([cli([]), cli(['help']), cli(['user', 'fly'])])
    for (const { stdout, stderr } of [none, help, wrong]) {
      for (const words of ['user create', 'user reset-password', 'user list', 'key rotate']) {
        expect(stdout).toContain(`  ${words}`)
      }
      expect(stderr).toBe('')
    }
    expect([none.code, help.code, wrong.code]).toEqual([0, 0, 2])
  })

  test('and called wrongly, how that command is called', async () => {
    const { code, stdout, stderr } = await cli(['user', 'create', 'eve', '--password-stdin'], 'x')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('A password needs at least 12 characters.')
    expect(stderr).toContain('Usage: npm run cli -- COMMAND')
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

describe('user create', () => {
  test('lets somebody in with the role and the password given', async () => {
    const args = ['user', 'create', 'eve', '--role', 'viewer', '--password-stdin']
    const { code, stdout, stderr } = await cli(args, `${another}\n`)
    expect([code, stdout, stderr]).toEqual([0, 'eve may now sign in as viewer.\n', ''])
    const answer = await panel.anonymous().post('/login', { username: 'eve', password: another })
    expect(answer.status).toBe(303)
    expect((await panel.audit()).find(({ target }) => target.name === 'eve')).toMatchObject({
      action: 'user.create',
      actor: { username: '(command line)' },
      outcome: 'done',
    })
  })

  test('makes a password when none is given, and shows it once', async () => {
    const { stdout } = await cli(['user', 'create', 'adam'])
    expect(stdout).toContain('adam may now sign in as operator.')
    const [, made = ''] = /^Password: (\S{20})$/m.exec(stdout) ?? []
    const answer = await panel.anonymous().post('/login', { username: 'adam', password: made })
    expect(answer.status).toBe(303)
  })

  test('refuses a name that is taken, in a sentence', async () => {
    const { code, stdout, stderr } = await cli(['user', 'create', 'OTTO'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe('There is somebody called OTTO already.\n')
  })
})

test('user reset-password changes it and signs that person out everywhere', async () => {
  const vera = await panel.signIn('vera')
  const args = ['user', 'reset-password', 'vera', '--password-stdin']
  const [reset, unknown] = await Promise.all([
    cli(args, another),
    cli(['user', 'reset-password', 'nobody']),
  ])
  expect(reset.stdout).toBe('vera has a new password, and is signed out everywhere.\n')
  expect((await vera.get('/servers')).status).toBe(303)
  const visitor = panel.anonymous()
  expect((await visitor.post('/login', { username: 'vera', password })).status).toBe(422)
  expect((await visitor.post('/login', { username: 'vera', password: another })).status).toBe(303)
  expect([unknown.code, unknown.stderr]).toEqual([1, 'There is nobody called nobody.\n'])
})

test('user list shows names, roles and last sign-ins, and no hash', async () => {
  await panel.signIn('otto')
  const { code, stdout } = await cli(['user', 'list'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^ann\s+admin\s+never signed in$/m)
  expect(stdout).toMatch(/^otto\s+operator\s+last signed in 20\d\d-/m)
  expect(stdout).not.toContain('argon2')
})

test('key check and key rotate follow a change of APP_SECRET', async () => {
  const server = await panel.aServer({ name: 'Rotated', token: 'kept-token' })
  const next = randomBytes(32).toString('base64url')
  const alone = { ...settings, APP_SECRET: next }
  const both = { ...alone, APP_SECRET_PREVIOUS: appSecret }
  const before = await cli(['key', 'check'], '', alone)
  expect([before.code, before.stdout]).toEqual([1, 'APP_SECRET cannot open 1 token.\n'])
  const rotated = await cli(['key', 'rotate'], '', both)
  expect(rotated).toMatchObject({
    code: 0,
    stdout: '1 token sealed anew with APP_SECRET.\n',
    stderr: '',
  })
  const after = await cli(['key', 'check'], '', alone)
  expect([after.code, after.stdout]).toEqual([0, 'Every stored token can be opened.\n'])
  await using anew = await aPanel({
    env: { APP_SECRET: next },
    database: { url: panel.databaseUrl },
  })
  expect(await anew.stores.servers.token(server)).toBe('kept-token')
})

test('key rotate says what it could not seal anew, and leaves it as it is', async () => {
  const secret = () => randomBytes(32).toString('base64url')
  await using lost = await aPanel({ env: { APP_SECRET: secret() } })
  const server = await lost.aServer({ token: 'of a lost secret' })
  const env = { DATABASE_URL: lost.databaseUrl, APP_SECRET: secret() }
  const rotated = await cli(['key', 'rotate'], '', env)
  expect([rotated.code, rotated.stdout]).toEqual([
    1,
    '0 tokens sealed anew with APP_SECRET.\nAPP_SECRET cannot open 1 token.\n',
  ])
  expect(await lost.stores.servers.token(server)).toBe('of a lost secret')
})

test('with settings that are wrong it names them, whatever the command', async () => {
  const { code, stderr } = await cli(['user', 'list'], '', { PORT: 'x', APP_SECRET: 'short' })
  expect(code).toBe(1)
  expect(stderr).toContain('- PORT')
  expect(stderr).toContain('- APP_SECRET')
})
