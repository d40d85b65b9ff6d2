import { groupBy } from '../group-by.ts'
import type { Notice } from './incident.ts'
import type { MaintenanceWindow } from './maintenance.ts'
import { mutedUntil } from './muting.ts'
import { goesOn, inThreadOfNight, standIn, type Told, toldOf } from './one-night.ts'
import type { Pending } from './pending.ts'
import type { AlertRule } from './rule.ts'

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
 * Who is told what now. `all` are the notices that want something, those of the same threads, and those
 * of problems that were told and are open. A group goes out when the first of it is due, with all others
 * that may be told.
 */
export function takeTurns(all: Pending[], context: TurnContext): Turns {
  const told = toldOf(all)
  const wanting = all.filter(({ notice }) => notice.wants !== null)
  const [wanted, unwanted] = partition(wanting, isWanted)
  const joined = wanted.map((pending) => inThreadOfNight(pending, told, context.now))
  const { free, muted } = dueNow(joined, context)
  const heard = free.map((each) => ({ each, quiet: untold(each, told, context) }))
  const spoken = heard.flatMap(({ each, quiet }) => (quiet ? [] : [each]))
  const turns = groupsDue(spoken, context).flatMap((group) => turnOf(group, all, context) ?? [])
  return {
    turns,
    changed: [
      ...unwanted.map(dropped),
      ...muted,
      ...heard.flatMap(({ quiet }) => quiet ?? []),
      ...turns.flatMap((turn) => turn.pending.map((each) => toldNotice(each, turn, context.now))),
    ],
  }
}

/** Those whose turn it is, and those of them that quiet hours or maintenance put off. */
function dueNow(pending: Pending[], context: TurnContext): { free: Pending[]; muted: Notice[] } {
  const due = groupsDue(pending, context).flat()
  const held = due.map((each) => ({ each, until: mutedOf(each, context) }))
  return {
    free: held.flatMap(({ each, until }) => (until ? [] : [each])),
    muted: held.flatMap(({ each, until }) => (until ? [postponed(each, until)] : [])),
  }
}

function groupsDue(pending: Pending[], context: TurnContext): Pending[][] {
  return [...groupBy(pending, groupOf).values()].filter((group) => isDue(group, context))
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
  return JSON.stringify([channelId, wants, ...(thread ? [thread] : [ruleId, groupKey])])
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

/** The notice as it is without a message: its night was told, or goes on. Null: it takes a message. */
function untold(pending: Pending, told: Told, { now }: TurnContext): Notice | null {
  const { notice, incident } = pending
  if (notice.wants === 'recovery') return goesOn(pending, told) ? dropped({ notice }) : null
  const stand = standIn(pending, told, now)
  if (stand === null) return null
  const asTold = { toldAt: stand.toldAt, toldSeverity: incident.severity }
  return reminded({ ...pending, notice: { ...notice, ...asTold } }, now)
}

function toldNotice(pending: Pending, { purpose, thread }: Turn, now: Date): Notice {
  const { notice, incident } = pending
  const asTold = purpose === 'problem' ? { toldAt: now, toldSeverity: incident.severity } : {}
  return reminded({ ...pending, notice: { ...notice, thread, ...asTold } }, now)
}

function reminded({ notice, incident, rule }: Pending, now: Date): Notice {
  const { remindAfterMs } = rule
  if (remindAfterMs === null || incident.closedAt !== null) return dropped({ notice })
  return { ...notice, wants: 'reminder', dueAt: new Date(now.getTime() + remindAfterMs) }
}

/** What was never told is in no thread yet. */
function postponed({ notice }: Pending, until: Date): Notice {
  return { ...notice, thread: notice.toldAt === null ? null : notice.thread, dueAt: until }
}

function dropped({ notice }: Pick<Pending, 'notice'>): Notice {
  return { ...notice, wants: null, dueAt: null }
}

function partition<T>(items: T[], isIn: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isIn), items.filter((item) => !isIn(item))]
}
