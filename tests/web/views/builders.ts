import type { BackupFile } from '../../../src/core/dumps/backup.ts'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { RemoteError, type RemoteFault } from '../../../src/core/errors.ts'
import type { Operation } from '../../../src/core/operation.ts'
import type { Role } from '../../../src/core/permissions.ts'
import type { Reading } from '../../../src/core/reading.ts'
import type { BackupServer } from '../../../src/core/server.ts'
import type { ListedBackups } from '../../../src/services/backups.ts'
import type { JudgedJob } from '../../../src/services/jobs.ts'
import type { Viewer } from '../../../src/web/views/frame/viewer.ts'
import type { Subject } from '../../../src/web/views/servers/subject.ts'
import { aJob, at } from '../../core/builders.ts'
import { aServer, viewerAs } from '../../support/people.ts'

/** Somebody who looks at a page an hour after the dumps of the core's builders. */
export function aViewer(role: Role = 'admin'): Viewer {
  return viewerAs(role, '/base', at('22:56:08'))
}

export function aSubject(changes: Partial<BackupServer> = {}): Subject {
  return {
    server: aServer(changes),
    facets: {
      inventory: true,
      downloads: true,
      removals: true,
      runs: true,
      restores: true,
      jobs: true,
      settings: true,
      callbacks: true,
    },
  }
}

export function aList(
  files: BackupFile[],
  unreadCount = 0,
): Extract<Reading<ListedBackups>, { ok: true }> {
  return { ok: true, value: { files, dumps: groupIntoDumps(files), unreadCount } }
}

export function aFault(
  fault: RemoteFault,
  detail?: string,
): Extract<Reading<never>, { ok: false }> {
  return { ok: false, error: new RemoteError(fault, detail) }
}

export function aJudgedJob(changes: Partial<JudgedJob> = {}): JudgedJob {
  const job = aJob({ log: ['Creating dump of shop database from db...', 'Backup completed'] })
  return {
    id: job.id,
    job,
    operation: anOperation(),
    judgement: { verdict: 'verified', evidence: ['A new dump of shop is there'] },
    ...changes,
  }
}

export function anOperation(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'o1',
    serverId: 's1',
    jobId: 'a1b2c3d4e5f60718',
    kind: 'backup',
    startedBy: 'otto',
    startedAt: at('21:56:05'),
    ...changes,
  }
}

export function aRestore(changes: Partial<Operation> = {}): Operation {
  const source = 'shop-20261120-215606.sql.gz'
  return anOperation({ kind: 'restore', source, targetDb: 'shop_restored_20261120', ...changes })
}
