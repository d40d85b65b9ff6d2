import { createHash } from 'node:crypto'
import type { BackupServer } from '../../core/server.ts'
import type { ServerLook } from '../server-look.ts'

/** Differs from that of another look if they differ in anything that the ledger goes by. */
export function lookMark(server: BackupServer, look: ServerLook): string {
  const { status, files, jobs, expectedDatabases, schedule } = look
  const parts = [
    status.ok && [
      status.value.isCluster,
      status.value.lastBackup?.status,
      status.value.lastBackup?.at,
    ],
    files.ok && files.value.map((file) => [file.id, file.sizeBytes, file.modifiedAt.getTime()]),
    jobs.ok && jobs.value.map(({ id, state }) => [id, state]),
    expectedDatabases,
    schedule && [schedule.raw, schedule.offsetMinutes],
    server.maxAgeMs,
    server.databaseMaxAges,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}
