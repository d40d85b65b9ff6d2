import type { BackupFile, Dump } from '../../src/core/dumps/backup.ts'
import { groupIntoDumps } from '../../src/core/dumps/dump.ts'
import type { Job } from '../../src/core/job.ts'

/** A moment on the day that all these tests happen on. */
export function at(time: string): Date {
  return new Date(`2026-11-20T${time}Z`)
}

export function aFile(changes: Partial<BackupFile> = {}): BackupFile {
  const file = {
    slot: 'last' as const,
    name: 'shop-20261120-215606.sql.gz',
    sizeBytes: 1_234_567,
    modifiedAt: at('21:56:08'),
    isLatestLink: false,
    database: 'shop',
    ...changes,
  }
  return { id: `${file.slot}:${file.name}`, ...file }
}

/** The four hard links of one dump, as a run leaves them. */
export function inAllSlots(changes: Partial<BackupFile> = {}): BackupFile[] {
  const file = aFile(changes)
  const named = (slot: BackupFile['slot'], stamp: string) =>
    aFile({ ...changes, slot, name: `${file.database}-${stamp}.sql.gz` })
  return [file, named('daily', '20261120'), named('weekly', '202647'), named('monthly', '202611')]
}

export function aDump(changes: Partial<BackupFile> = {}): Dump {
  const [dump] = groupIntoDumps([aFile(changes)])
  if (!dump) throw new Error('a link is no dump')
  return dump
}

/** A run that ended well, unless told otherwise. */
export function aJob(changes: Partial<Job> = {}): Job {
  return {
    id: 'a1b2c3d4e5f60718',
    kind: 'backup',
    state: 'succeeded',
    queuedAt: at('21:56:05'),
    startedAt: at('21:56:06'),
    finishedAt: at('21:56:09'),
    exitCode: 0,
    log: null,
    isLogFull: false,
    ...changes,
  }
}
