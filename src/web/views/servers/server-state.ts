import type { BackupServer } from '../../../core/server.ts'
import type { StateOf } from '../../../core/server-selection.ts'
import type { Judgement, ServerState } from '../../../core/verdicts/verdict.ts'
import type { Standing } from '../../../services/fleet/standings.ts'
import type { TimeView } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'

/** The cell that arrives on its own for each row. */
export interface ServerStateView {
  badge: Badge
  /** The weightiest evidence, in a sentence. */
  note: string | null
  lastBackup: TimeView | null
}

export function serverStateView(
  state: Judgement<ServerState>,
  lastBackupAt: Date | null,
  { format, now }: Viewer,
): ServerStateView {
  return {
    badge: serverBadges[state.verdict],
    note: state.evidence[0] ?? null,
    lastBackup: lastBackupAt && format.ago(lastBackupAt, now),
  }
}

/** What the panel knows already. Null: nothing. */
export function standingView(standing: Standing | null, viewer: Viewer): ServerStateView | null {
  return standing && serverStateView(standing.judgement, standing.lastGoodAt, viewer)
}

/** What can be said without contacting it; null when that is nothing. */
export function knownState(
  server: BackupServer,
  unreadable: ReadonlySet<string>,
): ServerStateView | null {
  if (!server.isEnabled) {
    return { badge: serverBadges.paused, note: 'Not contacted', lastBackup: null }
  }
  if (!unreadable.has(server.id)) return null
  const badge: Badge = { tone: 'bad', icon: 'key', text: 'Token lost' }
  return { badge, note: 'Enter the token again', lastBackup: null }
}

/** By what the list shows of a server; one whose token was lost is as good as refused. */
export function knownStateOf(known: {
  unreadable: ReadonlySet<string>
  standing(server: BackupServer): Standing | null
}): StateOf {
  return (server) => {
    if (!server.isEnabled) return 'paused'
    if (known.unreadable.has(server.id)) return 'refused'
    return known.standing(server)?.judgement.verdict ?? 'unknown'
  }
}
