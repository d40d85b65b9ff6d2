import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from './environment.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Deletes what is too old, as the container's `find` calls do: for the database just dumped, and no other. */
export async function removeExpired(
  backupDir: string,
  database: string,
  env: Environment,
  now: Date,
): Promise<void> {
  const days = (slot: string, limit: number) =>
    sweep(join(backupDir, slot), database, env, now, (ageMs) => Math.floor(ageMs / dayMs) > limit)
  const keep = (key: string) => env[`BACKUP_KEEP_${key}`] ?? ''
  if (keep('MINS') !== '') {
    const limitMs = Number(keep('MINS')) * minuteMs
    await sweep(join(backupDir, 'last'), database, env, now, (ageMs) => ageMs > limitMs)
  }
  if (keep('DAYS') !== '') await days('daily', Number(keep('DAYS')))
  await days('weekly', Number(keep('WEEKS')) * 7 + 1)
  await days('monthly', Number(keep('MONTHS')) * 31 + 1)
}

async function sweep(
  directory: string,
  database: string,
  env: Environment,
  now: Date,
  isExpired: (ageMs: number) => boolean,
): Promise<void> {
  const suffix = env['BACKUP_SUFFIX'] ?? ''
  for (const name of await readdir(directory)) {
    if (!name.startsWith(`${database}-`) || !name.endsWith(suffix)) continue
    if (name === `${database}-latest${suffix}`) continue
    const path = join(directory, name)
    const { mtimeMs } = await lstat(path)
    if (isExpired(now.getTime() - mtimeMs)) await rm(path, { recursive: true, force: true })
  }
}
