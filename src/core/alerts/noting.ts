import type { ServerEvent } from '../monitor/event.ts'
import { groupOf } from './groups.ts'
import type { AlertedServer, Incident, Notice } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { mutedUntil } from './muting.ts'
import { type AlertRule, matches } from './rule.ts'
import { isProblem, isWorse, type ProblemSeverity } from './severity.ts'

/** An incident with what each channel is to be told of it. */
export interface IncidentFile {
  incident: Incident
  notices: Notice[]
}

/** All that decides what becomes of an event. */
export interface NotingContext {
  servers: ReadonlyMap<string, AlertedServer>
  /** With the channels that are switched on. */
  rules: AlertRule[]
  windows: MaintenanceWindow[]
  newId: () => string
  now: Date
}

/**
 * The file of the event's subject after the event; null when it has none. `open` is the file of the
 * problem that was open until then. What is for information only ends one, or begins and ends at once.
 */
export function noteEvent(
  event: ServerEvent,
  open: IncidentFile | null,
  context: NotingContext,
): IncidentFile | null {
  const { severity, kind, to } = event
  const isWell = kind === 'state' && to === 'ok' // also at first sight, for information
  if (!isProblem(severity) || isWell) return open && closed(open, event, context)
  if (open === null) return opened({ ...event, severity }, context)
  if (severity === 'info') return closed(open, event, context)
  return changed(open, { ...event, severity }, context)
}

type ProblemEvent = ServerEvent & { severity: ProblemSeverity }

function opened(event: ProblemEvent, context: NotingContext): IncidentFile {
  const { serverId, subject, kind, severity, title, evidence, at } = event
  const incident: Incident = {
    id: context.newId(),
    ...{ serverId, subject, kind, severity, title, evidence },
    toState: event.to ?? null,
    openedAt: at,
    changedAt: at,
    closedAt: severity === 'info' ? at : null,
    ending: null,
  }
  return { incident, notices: newNotices(incident, context) }
}

function changed(
  { incident: before, notices }: IncidentFile,
  event: ProblemEvent,
  context: NotingContext,
): IncidentFile {
  const { kind, severity, title, evidence, at } = event
  const changes = { kind, severity, title, evidence, toState: event.to ?? before.toState }
  const incident = { ...before, ...changes, changedAt: later(at, before.changedAt) }
  const known = new Set(notices.map(({ channelId }) => channelId))
  const fresh = newNotices(incident, context)
  const others = fresh.filter(({ channelId }) => !known.has(channelId))
  const isOther = incident.toState !== before.toState
  const again = notices.map(retold(incident, isOther, context))
  const awaited = isWorse(severity, before.severity) ? again.map(sooner(fresh)) : again
  return { incident, notices: [...awaited, ...others] }
}

/** What nobody was told of yet may be held back, as bad as it was: what is worse may be told earlier. */
function sooner(fresh: DueNotice[]) {
  return (notice: Notice): Notice => {
    const { channelId, toldSeverity, dueAt } = notice
    if (toldSeverity !== null || dueAt === null) return notice
    return fresh.find((each) => each.channelId === channelId && each.dueAt < dueAt) ?? notice
  }
}

/** What is worse than was told, or as bad in another way, is told again; the rest is for reminders. */
function retold({ severity }: Incident, isOther: boolean, { rules, now }: NotingContext) {
  return (notice: Notice): Notice => {
    const { toldSeverity } = notice
    if (toldSeverity === null) return notice
    if (!isWorse(severity, toldSeverity) && !(isOther && severity === toldSeverity)) return notice
    const { groupWaitMs = 0 } = rules.find(({ id }) => id === notice.ruleId) ?? {}
    return { ...notice, wants: 'problem', dueAt: new Date(now.getTime() + groupWaitMs) }
  }
}

/** Whoever was not told of the problem is not told of its end either. */
function closed(
  { incident, notices }: IncidentFile,
  { at, title }: ServerEvent,
  { rules, now }: NotingContext,
): IncidentFile {
  const closedAt = later(at, incident.openedAt)
  const ended = notices.map((notice): Notice => {
    const rule = rules.find(({ id }) => id === notice.ruleId)
    if (notice.toldAt === null || !rule?.sendsRecovery)
      return { ...notice, wants: null, dueAt: null }
    return { ...notice, wants: 'recovery', dueAt: new Date(now.getTime() + rule.groupWaitMs) }
  })
  return { incident: { ...incident, changedAt: closedAt, closedAt, ending: title }, notices: ended }
}

type DueNotice = Notice & { dueAt: Date }

/** One for each channel. Of several rules that lead to the same one, the first to speak speaks. */
function newNotices(incident: Incident, context: NotingContext): DueNotice[] {
  const server = context.servers.get(incident.serverId)
  if (server === undefined) return []
  const chosen = new Map<string, DueNotice>()
  for (const rule of context.rules.filter((each) => matches(each, incident, server))) {
    const { groupKey, dueAt } = turnOf(incident, server, rule, context)
    for (const channelId of rule.channelIds) {
      const before = chosen.get(channelId)
      if (before !== undefined && before.dueAt <= dueAt) continue
      const notice = { incidentId: incident.id, channelId, ruleId: rule.id, groupKey, dueAt }
      chosen.set(channelId, { ...notice, wants: 'problem', ...nothingTold })
    }
  }
  return [...chosen.values()]
}

const nothingTold = { thread: null, toldAt: null, toldSeverity: null } as const

function turnOf(
  incident: Incident,
  server: AlertedServer,
  rule: AlertRule,
  { servers, windows, now }: NotingContext,
) {
  const { groupKey, waitMs } = groupOf(incident, server, rule, servers)
  const ready = new Date(now.getTime() + waitMs)
  const muted = mutedUntil({ rule, windows, server, severity: incident.severity }, ready)
  return { groupKey, dueAt: muted ?? ready }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other
}
