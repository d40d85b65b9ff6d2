import type { Dump } from '../../../src/core/dumps/backup.ts'
import type { ServerStatus } from '../../../src/core/server.ts'
import { judgeServer, type ServerFacts } from '../../../src/core/verdicts/server-state.ts'
import { aDump, at } from '../builders.ts'

export const hourMs = 3_600_000
export const shop = aDump()

export const dumps = (...value: Dump[]) => ({ ok: true as const, value })

export function status(word?: string, isCluster = false) {
  const value: ServerStatus = { schedule: '@daily', isCluster }
  if (word !== undefined) value.lastBackup = { status: word, at: at('21:56:09') }
  return { ok: true as const, value }
}

/** A server with a fresh dump of its database, unless told otherwise. */
export function judge(facts: Partial<ServerFacts> = {}) {
  const now = facts.now ?? at('23:00:00')
  return judgeServer({
    isEnabled: true,
    status: status('OK'),
    dumps: dumps(shop),
    expectedDatabases: ['shop'],
    isPlanUnread: false,
    intervalMs: 24 * hourMs,
    due: null,
    graceMs: hourMs,
    maxAgeMs: null,
    databaseMaxAges: [],
    now,
    serverNow: now,
    ...facts,
  })
}
