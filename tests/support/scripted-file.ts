import type http from 'node:http'
import type { AuditRecord } from '../../src/core/audit.ts'
import { paths } from '../../src/web/paths.ts'
import type { TestPanel } from './panel.ts'
import { httpServer } from './scripted-server.ts'

/** A registered server whose every file is answered as scripted, and the panel's address of one. */
export async function servingFile(panel: TestPanel, answer: http.RequestListener) {
  const remote = await httpServer(answer)
  const { id } = await panel.aServer({ name: `Scripted ${remote.url}`, baseUrl: remote.url })
  return { remote, url: paths().backupFile(id, 'last:a.sql') }
}

/** What the container sends before a file. */
export function fileHead(length: number) {
  return { 'content-type': 'application/octet-stream', 'content-length': String(length) }
}

/** The audit rows of the server that a file is on. */
export async function rowsOf(panel: TestPanel, fileUrl: string): Promise<AuditRecord[]> {
  const serverId = fileUrl.split('/')[2]
  return (await panel.audit()).filter((row) => row.serverId === serverId)
}
