import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child {
  /** The first line it printed. */
  firstLine: string
  pid: number
  stop(): Promise<void>
}

/** Runs a script of this folder in a process of its own, and waits for its first line. */
export async function startScript(name: string, args: string[]): Promise<Child> {
  const path = new URL(name, import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [firstLine] = await once(createInterface({ input: child.stdout }), 'line')
  return { firstLine: String(firstLine), pid: child.pid ?? 0, stop: () => stop(child) }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
