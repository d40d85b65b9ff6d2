import type { Actor } from '../core/audit.ts'
import type { Download, DownloadRequest } from '../core/driver.ts'
import type { BackupFile, Dump } from '../core/dumps/backup.ts'
import { groupIntoDumps } from '../core/dumps/dump.ts'
import { NotFound, RemoteError } from '../core/errors.ts'
import type { BackupServer } from '../core/server.ts'
import { actSignal } from './act-signal.ts'
import type { Audit } from './audit.ts'
import { type Drivers, facet } from './drivers.ts'

export type Backups = ReturnType<typeof backupService>

export interface BackupList {
  files: BackupFile[]
  /** Newest first, latest links folded into the dumps that they stand for. */
  dumps: Dump[]
}

/** As a server answered just now. */
export interface ListedBackups extends BackupList {
  /** Entries that could not be understood. */
  unreadCount: number
}

export interface OpenedDownload {
  download: Download
  breakOff(): Promise<unknown>
}

/** Dumps of one server: list, download, delete. */
export function backupService(deps: { drivers: Drivers; audit: Audit }) {
  const { drivers, audit } = deps

  async function list(server: BackupServer, signal: AbortSignal): Promise<ListedBackups> {
    const driver = await drivers.open(server)
    const { files, unreadCount } = await facet(driver.inventory).list(signal)
    return { files, dumps: groupIntoDumps(files), unreadCount }
  }

  return {
    list,

    /** The dump that a file belongs to, with the whole list that it was found in. */
    async get(server: BackupServer, backupId: string, signal: AbortSignal) {
      const all = await list(server, signal)
      const dump = all.dumps.find((each) => each.files.some((file) => file.id === backupId))
      const file = dump?.files.find((each) => each.id === backupId)
      if (!dump || !file) throw new NotFound('This backup is no longer on the server.')
      return { ...all, dump, file }
    },

    /**
     * Opens a file for download. The audit row is written before the first byte leaves; `breakOff`
     * notes that the file did not arrive whole.
     */
    async open(
      actor: Actor,
      server: BackupServer,
      backupId: string,
      request: DownloadRequest,
      signal: AbortSignal,
    ): Promise<OpenedDownload> {
      const downloads = facet(drivers.describe(server).downloads)
      const name = facet(drivers.describe(server).inventory).describe(backupId).name
      const open = async () => {
        const driver = await drivers.open(server)
        return facet(driver.downloads ?? downloads).open(backupId, request, signal)
      }
      // A HEAD reveals no data: it asks how long the file is, and is not an act.
      if (request.method === 'HEAD') return { download: await open(), breakOff: async () => {} }
      const act = auditOf(actor, 'backup.download', server, { id: backupId, name })
      const { begun, breakOff } = await audit.begin(act, open)
      return { download: begun, breakOff }
    },

    /** Deletes files one by one and stops at the first that fails; answers those that are gone. */
    async remove(actor: Actor, server: BackupServer, files: BackupFile[]) {
      const driver = await drivers.open(server)
      const removals = facet(driver.removals)
      for (const file of files) {
        const act = auditOf(actor, 'backup.remove', server, file)
        await audit.around({ ...act, detail: { slot: file.slot } }, () =>
          ignoreMissing(removals.remove(file.id, actSignal())),
        )
      }
    },
  }
}

/** Somebody else deleted it first: what was wanted has happened. */
async function ignoreMissing(call: Promise<void>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof RemoteError && error.fault === 'missing')) throw error
  }
}

function auditOf(
  actor: Actor,
  action: 'backup.download' | 'backup.remove',
  server: BackupServer,
  backup: { id: string; name: string },
) {
  const target = { kind: 'backup' as const, id: backup.id, name: backup.name }
  return { actor, action, target, serverId: server.id, detail: { server: server.name } }
}
