import { accountCommands } from './cli/accounts.ts'
import { type Command, UsageError, usage } from './cli/command.ts'
import { healthcheck } from './cli/healthcheck.ts'
import { keyCommands } from './cli/keys.ts'
import { endWith } from './process-end.ts'

const commands: Command[] = [...accountCommands, ...keyCommands, healthcheck]

/** Finds the command by its first words and hands it the rest. */
async function main(args: string[]): Promise<void> {
  const command = commands.find(({ words }) => words.every((word, index) => args[index] === word))
  if (command === undefined) {
    process.stdout.write(usage(commands))
    process.exitCode = args.length === 0 || args[0] === 'help' || args[0] === '--help' ? 0 : 2
    return
  }
  try {
    await command.run(args.slice(command.words.length))
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n\n${usage([command])}`)
    process.exitCode = 2
  }
}

await main(process.argv.slice(2)).catch(endWith)
