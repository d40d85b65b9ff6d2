import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { EmbeddedPostgresError } from './errors.ts'

/** How the programs of Postgres are started here: where, as whom, with which libraries. */
export interface Runtime {
  /** The folder with `bin`, `lib` and `share`. */
  native: string
  /** The folder with everything of this one server: cluster, links to libraries, log. */
  home: string
  account: Account | undefined
  /** 18 for 18.4. */
  major: string
}

/** Whom the server runs as. Absent: as ourselves. */
export interface Account {
  uid: number
  gid: number
}

const limitMs = 120_000

/** Runs a program to its end and returns what it printed. */
export function run(program: string, args: string[], runtime: Omit<Runtime, 'major'>) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(program, args, {
      ...spawnOptions(runtime),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
    })
    let output = ''
    let complaint = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(output)
      else reject(failed(program, complaint))
    })
  })
}

function failed(program: string, complaint: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `${basename(program)} of the embedded Postgres failed, and DATABASE_URL is not set to use ` +
      `another one: ${complaint.trim().slice(-1_000)}`,
  )
}

export function spawnOptions({ native, home, account }: Omit<Runtime, 'major'>) {
  const libraries = `${home}/lib:${native}/lib`
  return {
    ...account,
    cwd: home,
    windowsHide: true,
    env: { LC_ALL: 'C', LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries },
  }
}
