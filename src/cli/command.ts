/** One thing that the command line can do. */
export interface Command {
  /** The words that choose it: `user create`. */
  words: string[]
  /** What follows the words. */
  takes: string
  does: string
  run(args: string[]): Promise<void>
}

/** The command was called wrongly: shown with how to call it. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export function usage(commands: Command[]): string {
  const lines = commands.map(({ words, takes, does }) => {
    const call = `${words.join(' ')} ${takes}`.trim()
    return `  ${call.padEnd(58)} ${does}`
  })
  return `Usage: npm run cli -- COMMAND\n\n${lines.join('\n')}\n`
}
