import { execFile, spawn } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import type { JobLog } from '../jobs/log.ts'

export interface Tool {
  readonly path: string
  readonly major: number
}

export type ToolName = 'pg_dump' | 'psql' | 'pg_restore'

const run = promisify(execFile)
const debianRoot = '/usr/lib/postgresql'

/** The newest pg_dump, psql or pg_restore of this machine, if it has one. */
export async function findTool(name: ToolName): Promise<Tool | undefined> {
  const versions = await readdir(debianRoot).catch(() => [])
  const paths = versions.map((version) => join(debianRoot, version, 'bin', name))
  const found = await Promise.all([onPath(name), ...paths].map(async (path) => probe(await path)))
  const tools = found.filter((tool) => tool !== undefined)
  return tools.sort((a, b) => b.major - a.major)[0]
}

async function onPath(name: string): Promise<string> {
  const { stdout } = await run('/bin/sh', ['-c', `command -v ${name}`]).catch(() => ({
    stdout: '',
  }))
  return stdout.trim()
}

async function probe(path: string): Promise<Tool | undefined> {
  try {
    await access(path)
    const { stdout } = await run(path, ['--version'], { timeout: 10_000 })
    const [, major] = /\(PostgreSQL\) (\d+)/.exec(stdout) ?? []
    return major === undefined ? undefined : { path, major: Number(major) }
  } catch {
    return undefined
  }
}

/** Runs a tool with both output streams in the log, in their true order, as the container's shell has them. */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  log: JobLog,
  input?: Readable,
): Promise<number> {
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', tool.path, ...args], {
    env: { LANG: 'C.UTF-8', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  })
  child.stdout?.on('data', (bytes: Buffer) => log.write(bytes))
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? -1))
  })
  if (input !== undefined && child.stdin !== null) await feed(input, child.stdin)
  return ended
}

/** A tool may end before it has read everything; its exit code tells that story. */
async function feed(input: Readable, stdin: NodeJS.WritableStream): Promise<void> {
  await pipeline(input, stdin).catch(() => undefined)
}
