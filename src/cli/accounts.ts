import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { type Role, roles } from '../core/permissions.ts'
import { minPasswordLength, usernamePattern } from '../core/user.ts'
import { type Command, UsageError } from './command.ts'
import { commandLine, withPanel } from './panel.ts'

export const accountCommands: Command[] = [
  {
    words: ['user', 'create'],
    takes: `NAME [--role ${roles.join('|')}] [--password-stdin]`,
    does: 'Adds somebody who may sign in',
    run: create,
  },
  {
    words: ['user', 'reset-password'],
    takes: 'NAME [--password-stdin]',
    does: 'Sets a new password and ends all sessions',
    run: resetPassword,
  },
  { words: ['user', 'list'], takes: '', does: 'Shows who may sign in', run: list },
]

async function create(args: string[]): Promise<void> {
  const { values, username } = readArguments(args)
  if (!usernamePattern.test(username)) throw new UsageError('A username has no spaces.')
  const role = roleOf(values.role ?? 'operator')
  const password = await passwordFor(values['password-stdin'] ?? false)
  await withPanel(({ services }) =>
    services.accounts.create(commandLine, { username, password: password.text, role }),
  )
  say(`${username} may now sign in as ${role}.`, password)
}

async function resetPassword(args: string[]): Promise<void> {
  const { values, username } = readArguments(args)
  const password = await passwordFor(values['password-stdin'] ?? false)
  const user = await withPanel(({ services }) =>
    services.accounts.resetPassword(commandLine, username, password.text),
  )
  say(`${user.username} has a new password, and is signed out everywhere.`, password)
}

async function list(): Promise<void> {
  const users = await withPanel(({ services }) => services.accounts.list())
  for (const { username, role, lastSignInAt } of users) {
    const seen = lastSignInAt ? `last signed in ${lastSignInAt.toISOString()}` : 'never signed in'
    process.stdout.write(`${username.padEnd(24)} ${role.padEnd(9)} ${seen}\n`)
  }
}

function readArguments(args: string[]) {
  const options = { role: { type: 'string' }, 'password-stdin': { type: 'boolean' } } as const
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [username, ...rest] = positionals
    if (username && rest.length === 0 && username.length <= 64) return { values, username }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  throw new UsageError('Give one username of at most 64 characters.')
}

function roleOf(text: string): Role {
  const role = roles.find((each) => each === text)
  if (role === undefined) throw new UsageError(`A role is one of ${roles.join(', ')}.`)
  return role
}

interface Password {
  text: string
  isMade: boolean
}

/** Never taken from an argument: those can be read in the list of processes. */
async function passwordFor(isOnStandardInput: boolean): Promise<Password> {
  if (!isOnStandardInput) return { text: randomBytes(15).toString('base64url'), isMade: true }
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  text = text.replace(/\r?\n$/, '')
  if (text.length < minPasswordLength) {
    throw new UsageError(`A password needs at least ${minPasswordLength} characters.`)
  }
  return { text, isMade: false }
}

function say(sentence: string, { text, isMade }: Password): void {
  process.stdout.write(isMade ? `${sentence}\nPassword: ${text}\n` : `${sentence}\n`)
}
