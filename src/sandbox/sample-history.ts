import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { slots } from './files/slots.ts'
import type { Environment } from './jobs/environment.ts'
import { slotNames } from './jobs/file-names.ts'
import { JobLog } from './jobs/log.ts'
import { markLatest, rotate } from './jobs/rotation.ts'

/** Whole dumps, by database. */
export type SampleDumps = ReadonlyMap<string, Buffer>

export interface SampleHistory {
  backupDir: string
  /** As the container that is to have this past: its zone, its suffix, its kind of latest links. */
  env: Environment
  /** When its runs began, oldest first. */
  nights: Date[]
  /** In how many of the last nights a database is left out, as if its dumps had failed. */
  missing: Readonly<Record<string, number>>
}

const nightlyGrowth = 0.012

/**
 * Turns one dump of each database into those of many nights: real dumps, each a little larger than the one
 * before by comments at its end, under the names and with the times that nightly runs would have left.
 */
export async function writeSampleHistory(
  dumps: SampleDumps,
  history: SampleHistory,
): Promise<void> {
  const { backupDir, env, nights, missing } = history
  for (const slot of slots) await mkdir(join(backupDir, slot), { recursive: true })
  for (const [index, startedAt] of nights.entries()) {
    for (const [database, dump] of dumps) {
      if (index >= nights.length - (missing[database] ?? 0)) continue
      const grown = Buffer.concat([dump, comments(dump.length * nightlyGrowth * index)])
      await writeNight({ backupDir, env, database, startedAt }, grown)
    }
  }
}

/** What a sandbox's only run has made. It leaves no other trace there. */
export async function takeDumps(backupDir: string): Promise<SampleDumps> {
  const folder = join(backupDir, 'last')
  const dumps = new Map<string, Buffer>()
  for (const name of await readdir(folder)) {
    const database = /^(.+)-\d{8}-\d{6}/.exec(name)?.[1]
    if (database !== undefined) dumps.set(database, await readFile(join(folder, name)))
  }
  for (const slot of slots) await rm(join(backupDir, slot), { recursive: true, force: true })
  return dumps
}

interface Night {
  backupDir: string
  env: Environment
  database: string
  startedAt: Date
}

async function writeNight({ backupDir, env, database, startedAt }: Night, dump: Buffer) {
  const names = slotNames(database, startedAt, env)
  const path = join(backupDir, 'last', names.last)
  await writeFile(path, dump)
  const finishedAt = new Date(startedAt.getTime() + 2_000)
  await utimes(path, finishedAt, finishedAt)
  await rotate(backupDir, names)
  await markLatest(backupDir, database, names, env, new JobLog())
}

/** Lines that psql ignores, as a gzip member of their own, of about so many bytes. */
function comments(bytes: number): Buffer {
  const lines = Math.round(bytes / 35)
  const text = Array.from({ length: lines }, () => `-- ${randomBytes(32).toString('hex')}\n`)
  return gzipSync(text.join(''))
}
