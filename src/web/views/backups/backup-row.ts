import type { Dump } from '../../../core/dumps/backup.ts'
import { isEmpty } from '../../../core/dumps/dump.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { isOffered, type Subject } from '../servers/subject.ts'

export interface BackupRow {
  id: string
  name: string
  database: string
  slots: string[]
  isLatest: boolean
  size: string
  /** A file with nothing in it is no backup. */
  isEmpty: boolean
  age: TimeView
  finished: TimeView
  /** Null when the person may not, the server cannot, or it is paused. */
  downloadHref: string | null
  restoreHref: string | null
  removalHref: string | null
  hasActions: boolean
}

export function backupRow(dump: Dump, subject: Subject, viewer: Viewer): BackupRow {
  const { format, now } = viewer
  return {
    id: dump.id,
    name: dump.name,
    database: dump.database,
    slots: dump.files.map((file) => file.slot),
    isLatest: dump.isLatest,
    size: format.size(dump.sizeBytes),
    isEmpty: isEmpty(dump),
    age: format.ago(dump.finishedAt, now),
    finished: format.time(dump.finishedAt),
    ...actions(dump, subject, viewer),
  }
}

function actions({ id }: Dump, subject: Subject, viewer: Viewer) {
  const { paths } = viewer
  const serverId = subject.server.id
  const canDownload = isOffered(subject, 'downloads', 'backup.download', viewer)
  const canRestore = isOffered(subject, 'restores', 'backup.restore', viewer)
  const canRemove = isOffered(subject, 'removals', 'backup.remove', viewer)
  return {
    hasActions: canDownload || canRestore || canRemove,
    downloadHref: canDownload ? paths.backupFile(serverId, id) : null,
    restoreHref: canRestore ? paths.newRestore(serverId, id) : null,
    removalHref: canRemove ? paths.backupRemoval(serverId, id) : null,
  }
}
