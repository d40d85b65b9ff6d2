import { expect, test } from 'vitest'
import { accountCommands } from '../../src/cli/accounts.ts'
import { UsageError } from '../../src/cli/command.ts'

test.each([
  [[], 'Give one username of at most 64 characters.'],
  [['a', 'b'], 'Give one username of at most 64 characters.'],
  [['x'.repeat(65)], 'Give one username of at most 64 characters.'],
  [[' '], 'A username has no spaces.'],
  [['two words'], 'A username has no spaces.'],
  [['line\nbreak'], 'A username has no spaces.'],
  [['eve', '--role', 'god'], 'A role is one of viewer, operator, admin.'],
  [['eve', '--password', 'x'], "Unknown option '--password'"],
])('user create %j is refused before anything is opened', async (args, said) => {
  const create = accountCommands.find(({ words }) => words.join(' ') === 'user create')
  const creating = create?.run(args)
  await expect(creating).rejects.toThrow(UsageError)
  await expect(creating).rejects.toThrow(said)
})
