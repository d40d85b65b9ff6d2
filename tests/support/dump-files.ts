import { link, mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Slot } from '../../src/core/dumps/backup.ts'

/** Puts a file into a slot of a sandbox's folder, as an earlier run would have left it. */
export async function placeFile(
  backupDir: string,
  name: string,
  { slot = 'last', bytes = 'dump', at = new Date() }: PlacedFile = {},
): Promise<string> {
  await mkdir(join(backupDir, slot), { recursive: true })
  const path = join(backupDir, slot, name)
  await writeFile(path, bytes)
  await utimes(path, at, at)
  return `${slot}:${name}`
}

export interface PlacedFile {
  slot?: Slot
  bytes?: string | Buffer
  at?: Date
}

/** One dump in several slots: one file on disk with several names, as the container rotates. */
export async function placeDump(
  backupDir: string,
  names: Partial<Record<Slot, string>>,
  file: Omit<PlacedFile, 'slot'> = {},
): Promise<void> {
  const [first, ...others] = Object.entries(names) as [Slot, string][]
  if (first === undefined) return
  await placeFile(backupDir, first[1], { ...file, slot: first[0] })
  for (const [slot, name] of others) {
    await mkdir(join(backupDir, slot), { recursive: true })
    await rm(join(backupDir, slot, name), { force: true })
    await link(join(backupDir, ...first), join(backupDir, slot, name))
  }
}
