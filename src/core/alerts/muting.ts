import type { AlertedServer } from './incident.ts'
import { type MaintenanceWindow, maintainedUntil } from './maintenance.ts'
import { type AlertRule, quietUntil } from './rule.ts'
import type { ProblemSeverity } from './severity.ts'

interface Muted {
  rule: Pick<AlertRule, 'quietHours' | 'zone' | 'criticalPasses'>
  windows: MaintenanceWindow[]
  server: Pick<AlertedServer, 'id' | 'tags'>
  severity: ProblemSeverity
}

/** Until when nothing is told, for quiet hours or for maintenance. Null: it may be told now. */
export function mutedUntil({ rule, windows, server, severity }: Muted, now: Date): Date | null {
  const quiet = quietUntil(rule, severity, now)
  const maintained = maintainedUntil(windows, server, now)
  if (quiet === null || maintained === null) return quiet ?? maintained
  return quiet > maintained ? quiet : maintained
}
