import type { AlertedServer, Incident, Notice } from './incident.ts'
import type { AlertRule } from './rule.ts'

/** A notice with all that it takes to tell it. */
export interface Pending {
  notice: Notice
  incident: Incident
  server: AlertedServer
  rule: AlertRule
  isChannelEnabled: boolean
  /** A message of its thread has arrived, or still may. */
  isHeard: boolean
}
