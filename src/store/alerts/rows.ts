import type { AlertedServer, Incident, Notice } from '../../core/alerts/incident.ts'
import type { MaintenanceWindow } from '../../core/alerts/maintenance.ts'
import type { AlertRule } from '../../core/alerts/rule.ts'
import type { ServerEvent } from '../../core/monitor/event.ts'
import type {
  AlertNotice,
  Incident as IncidentRow,
  AlertRule as RuleRow,
  ServerEvent as ServerEventRow,
  MaintenanceWindow as WindowRow,
} from '../generated/client.ts'

/** Rows into nouns. Their words were checked when they were written, by their types and by the tables. */

export const channelIdsOnly = { channels: { select: { id: true, isEnabled: true } } } as const

export type RuleWithChannels = RuleRow & { channels: { id: string; isEnabled: boolean }[] }

export function toRule(row: RuleWithChannels): AlertRule {
  const { quietFrom, quietUntil, remindAfterMs } = row
  return {
    id: row.id,
    name: row.name,
    isEnabled: row.isEnabled,
    channelIds: row.channels.map(({ id }) => id),
    minSeverity: row.minSeverity as AlertRule['minSeverity'],
    kinds: row.kinds as AlertRule['kinds'],
    tags: row.tags,
    serverIds: row.serverIds,
    quietHours:
      quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
    zone: row.zone,
    criticalPasses: row.criticalPasses,
    remindAfterMs: remindAfterMs === null ? null : Number(remindAfterMs),
    sendsRecovery: row.sendsRecovery,
    groupWaitMs: row.groupWaitMs,
  }
}

export function toWindow(row: WindowRow): MaintenanceWindow {
  const { id, reason, tags, serverIds, createdBy, startsAt, endsAt } = row
  const shared = { id, reason, tags, serverIds, createdBy }
  if (startsAt !== null && endsAt !== null) return { ...shared, time: { startsAt, endsAt } }
  const { weekdays, fromMinute, untilMinute, zone } = row
  return {
    ...shared,
    time: { weekdays, from: fromMinute ?? 0, until: untilMinute ?? 0, zone },
  }
}

export function toIncident(row: IncidentRow): Incident {
  return { ...row, ...wordsOf(row) }
}

export function wordsOf({ kind, severity }: Pick<IncidentRow, 'kind' | 'severity'>) {
  return { kind: kind as Incident['kind'], severity: severity as Incident['severity'] }
}

export function toNotice(row: AlertNotice): Notice {
  return {
    ...row,
    wants: row.wants as Notice['wants'],
    toldSeverity: row.toldSeverity as Notice['toldSeverity'],
  }
}

export function toEvent(row: ServerEventRow): ServerEvent {
  const { id, serverId, at, subject, title, evidence, fromState, toState } = row
  return {
    id: String(id),
    ...{ serverId, at, subject, title, evidence },
    kind: row.kind as ServerEvent['kind'],
    severity: row.severity as ServerEvent['severity'],
    ...(fromState !== null && { from: fromState }),
    ...(toState !== null && { to: toState }),
  }
}

export const alertedColumns = {
  id: true,
  name: true,
  baseUrl: true,
  tags: true,
  isEnabled: true,
  pollIntervalMs: true,
} as const satisfies Record<keyof AlertedServer, true>
