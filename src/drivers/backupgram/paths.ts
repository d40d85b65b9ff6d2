import { type BackupPlace, backupPlace } from './backup-id.ts'

/** Of one file: each part is encoded whole, so no name can reach past its own segment. */
export function backupPath(backupId: string): string {
  const { slot, name } = backupPlace(backupId)
  return `/backups/${slot}/${encodeURIComponent(name)}`
}

/** As the restore endpoint wants it: in JSON, so not encoded. */
export function restoreFile({ slot, name }: BackupPlace): string {
  return `${slot}/${name}`
}

/** Job ids are hex in practice; anything that could change the path is not one. */
export function isJobId(id: string): boolean {
  return /^[\w-]{1,128}$/.test(id)
}
