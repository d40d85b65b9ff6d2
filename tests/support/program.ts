import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const tsx = import.meta.resolve('tsx')
const pathOf = (file: string) => fileURLToPath(new URL(`../../src/${file}`, import.meta.url))

export interface ProgramOptions {
  args?: string[]
  env?: Record<string, string>
  cwd?: string
  /** What is typed into it. */
  input?: string
}

/** A program of ours as a process of its own, killed at the latest with its test. */
export type Program = ReturnType<typeof startProgram>

/** Starts `src/main.ts` or `src/cli.ts` with these settings and no others. */
export function startProgram(file: 'main.ts' | 'cli.ts', options: ProgramOptions = {}) {
  const { args = [], env = {}, cwd = tmpdir(), input = '' } = options
  const child = spawn(process.execPath, ['--import', tsx, pathOf(file), ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL')) // also when the test ran out of time
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text
      child.emit('wrote')
    })
  }
  child.stdin.on('error', () => undefined) // it may end without reading
  child.stdin.end(input)
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, ...written }))
  return {
    child,
    written,
    ended,

    /** Waits for words on standard output; rejects when it ends without them. */
    async said(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(written.stdout)
        if (found) return found
        const end = await Promise.race([once(child, 'wrote').then(() => null), ended])
        if (end) throw new Error(`It ended: ${JSON.stringify(end)}`)
      }
    },

    kill(signal: NodeJS.Signals) {
      child.kill(signal)
      return ended
    },

    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs a program to its end. */
export function runProgram(file: 'main.ts' | 'cli.ts', options: ProgramOptions = {}) {
  return startProgram(file, options).ended
}

/** A running panel, from the moment on that it answers. It contacts no server unasked, unless told to. */
export async function startPanel(env: Record<string, string>, options: ProgramOptions = {}) {
  const program = startProgram('main.ts', {
    ...options,
    env: { PORT: '0', MONITOR: 'off', ...env },
  })
  const [, origin = ''] = await program.said(/"address":"(http:\/\/[^/"]+)[/"]/)
  return { ...program, origin }
}
