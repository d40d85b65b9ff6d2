import type { Inventory, Removals } from '../../core/driver.ts'
import type { BackupFile } from '../../core/dumps/backup.ts'
import type { Api } from './api.ts'
import { backupPlace, slots } from './backup-id.ts'
import { parseFileName } from './file-name.ts'
import { backupPath } from './paths.ts'
import * as replies from './replies.ts'

export function inventory(calls: Api): Inventory {
  return {
    async list(signal) {
      const call = { method: 'GET' as const, path: '/backups' }
      const { files, unreadCount } = await calls.ask(call, replies.backups, signal)
      return { files: files.sort(newestFirst), unreadCount }
    },
    describe(backupId) {
      const { slot, name } = backupPlace(backupId)
      return { slot, name, database: parseFileName(slot, name).database }
    },
  }
}

/** The server lists its slots in random order, so equal times need an order of ours. */
function newestFirst(a: BackupFile, b: BackupFile): number {
  return (
    b.modifiedAt.getTime() - a.modifiedAt.getTime() ||
    slots.indexOf(a.slot) - slots.indexOf(b.slot) ||
    (a.name < b.name ? -1 : 1)
  )
}

export function removals(calls: Api): Removals {
  return {
    async remove(backupId, signal) {
      const path = `${backupPath(backupId)}?confirm=true`
      await calls.ask({ method: 'DELETE', path }, replies.deleted, signal)
    },
  }
}
