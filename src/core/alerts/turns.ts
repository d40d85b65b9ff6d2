import { groupBy } from '../group-by.ts'
import type { AlertedServer, Incident, Notice } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { mutedUntil } from './muting.ts'
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

/** What one channel is told in one message. */
export interface Turn {
  channelId: string
  purpose: NonNullable<Notice['wants']>
  rule: AlertRule
  thread: string
  /** At least one. */
  pending: Pending[]
  /** For an all-clear: none that was told in the same thread is still open. */
  isLast: boolean
}

export interface Turns {
  turns: Turn[]
  /** Every notice that is not as it was. */
  changed: Notice[]
}

interface TurnContext {
  windows: MaintenanceWindow[]
  newId: () => string
  now: Date
}

/**
 * Who is told what now. `all` are the notices that want something, and those of the same threads.
 * A group goes out when the first of it is due, with all others that may be told.
 */
export function takeTurns(all: Pending[], context: TurnContext): Turns {
  const wanting = all.filter(({ notice }) => notice.wants !== null)
  const [wanted, unwanted] = partition(wanting, isWanted)
  const groups = [...groupBy(wanted, groupOf).values()].filter((group) => isDue(group, context))
  const held = groups.flat().map((pending) => ({ pending, until: mutedOf(pending, context) }))
  const muted = held.flatMap(({ pending, until }) => (until ? [postponed(pending, until)] : []))
  const free = held.flatMap(({ pending, until }) => (until ? [] : [pending]))
  const turns = [...groupBy(free, groupOf).values()]
    .filter((group) => isDue(group, context))
    .flatMap((group) => turnOf(group, all, context) ?? [])
  const told = turns.flatMap((turn) => turn.pending.map((each) => toldNotice(each, turn, context)))
  return { turns, changed: [...unwanted.map(dropped), ...muted, ...told] }
}

function isDue(group: Pending[], { now }: TurnContext): boolean {
  return group.some(({ notice }) => notice.dueAt !== null && notice.dueAt <= now)
}

/** An all-clear is owed to whoever heard the alarm, even when the rule was switched off since. */
function isWanted({ notice, rule, isChannelEnabled, isHeard }: Pending): boolean {
  return isChannelEnabled && (notice.wants === 'recovery' ? isHeard : rule.isEnabled)
}

function mutedOf({ incident, rule, server }: Pending, { windows, now }: TurnContext): Date | null {
  return mutedUntil({ rule, windows, server, severity: incident.severity }, now)
}

function groupOf({ notice }: Pending): string {
  const { channelId, ruleId, wants, thread, groupKey } = notice
  return JSON.stringify([channelId, ruleId, wants, thread ?? groupKey])
}

function turnOf(group: Pending[], all: Pending[], { newId }: TurnContext): Turn | null {
  const [first] = group
  if (first === undefined || first.notice.wants === null) return null
  const { channelId, wants: purpose } = first.notice
  const thread = first.notice.thread ?? newId()
  const isOpenIn = ({ notice, incident }: Pending) =>
    notice.channelId === channelId && notice.thread === thread && incident.closedAt === null
  return {
    channelId,
    purpose,
    rule: first.rule,
    thread,
    pending: group,
    isLast: !all.some(isOpenIn),
  }
}

function toldNotice({ notice, incident }: Pending, turn: Turn, { now }: TurnContext): Notice {
  const told = {
    ...notice,
    thread: turn.thread,
    toldAt: notice.toldAt ?? now,
    toldSeverity: turn.purpose === 'problem' ? incident.severity : (notice.toldSeverity ?? 'info'),
  }
  const { remindAfterMs } = turn.rule
  if (remindAfterMs === null || incident.closedAt !== null) return dropped({ notice: told })
  return { ...told, wants: 'reminder', dueAt: new Date(now.getTime() + remindAfterMs) }
}

function postponed({ notice }: Pending, until: Date): Notice {
  return { ...notice, dueAt: until }
}

function dropped({ notice }: Pick<Pending, 'notice'>): Notice {
  return { ...notice, wants: null, dueAt: null }
}

function partition<T>(items: T[], isIn: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isIn), items.filter((item) => !isIn(item))]
}
