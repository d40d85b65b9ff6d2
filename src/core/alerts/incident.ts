import type { EventKind } from '../monitor/event.ts'
import type { BackupServer } from '../server.ts'
import type { ProblemSeverity } from './severity.ts'

/** A problem from the event that began it to the one that ended it. */
export interface Incident {
  id: string
  serverId: string
  subject: string
  kind: EventKind
  severity: ProblemSeverity
  title: string
  evidence: string[]
  /** The state that it put the server or the database into. */
  toState: string | null
  openedAt: Date
  changedAt: Date
  closedAt: Date | null
  /** What ended it, in a sentence. */
  ending: string | null
}

/** What one channel is to be told, or was told, of one incident. */
export interface Notice {
  incidentId: string
  channelId: string
  ruleId: string
  /** What is still to be told, and when; both null when nothing is. */
  wants: 'problem' | 'reminder' | 'recovery' | null
  dueAt: Date | null
  /** Those that are told together as long as they have no thread. */
  groupKey: string
  /** Of all messages about it: an alarm, its reminders and the all-clear. */
  thread: string | null
  /** When it, or what stands for it, was last told as a problem. */
  toldAt: Date | null
  toldSeverity: ProblemSeverity | null
}

/** What alerts need to know of a server. */
export type AlertedServer = Pick<BackupServer, 'id' | 'name' | 'baseUrl' | 'tags' | 'isEnabled'> & {
  pollIntervalMs: number
}
