import type { EventKind, NewEvent } from '../monitor/event.ts'
import type { BackupServer } from '../server.ts'
import { type ClockSpan, spanEnd } from './clock-span.ts'
import { covers, type Scope } from './scope.ts'
import { isAtLeast, isProblem, type ProblemSeverity } from './severity.ts'

/** What is fixed when a rule is made or changed. */
export interface RuleInput extends Scope {
  name: string
  isEnabled: boolean
  channelIds: string[]
  minSeverity: ProblemSeverity
  /** Empty: of every kind. */
  kinds: EventKind[]
  quietHours: Pick<ClockSpan, 'from' | 'until'> | null
  /** Of the quiet hours, and of the times in its messages. */
  zone: string
  /** What is critical is told in quiet hours too. */
  criticalPasses: boolean
  /** Null: told once. */
  remindAfterMs: number | null
  sendsRecovery: boolean
  /** How long to wait for more that belongs into the same message. */
  groupWaitMs: number
}

/** Which events are told to whom, and when. */
export interface AlertRule extends RuleInput {
  id: string
}

const usualGroupWaitMs = 30_000
const usualReminderMs = 24 * 60 * 60 * 1000

/** What a first channel gets, so that one form is enough to be told of everything that matters. */
export const firstRule: Omit<RuleInput, 'channelIds' | 'zone'> = {
  name: 'Everything that matters',
  isEnabled: true,
  minSeverity: 'warning',
  kinds: [],
  tags: [],
  serverIds: [],
  quietHours: null,
  criticalPasses: true,
  remindAfterMs: usualReminderMs,
  sendsRecovery: true,
  groupWaitMs: usualGroupWaitMs,
}

export function matches(
  rule: Pick<AlertRule, 'isEnabled' | 'minSeverity' | 'kinds' | 'tags' | 'serverIds'>,
  event: Pick<NewEvent, 'kind' | 'severity'>,
  server: Pick<BackupServer, 'id' | 'tags'>,
): boolean {
  if (!rule.isEnabled || !isProblem(event.severity)) return false
  const isOfKind = rule.kinds.length === 0 || rule.kinds.includes(event.kind)
  return isOfKind && isAtLeast(event.severity, rule.minSeverity) && covers(rule, server)
}

/** When the quiet hours end that hold back something so severe. Null: it may be told now. */
export function quietUntil(
  rule: Pick<AlertRule, 'quietHours' | 'zone' | 'criticalPasses'>,
  severity: ProblemSeverity,
  now: Date,
): Date | null {
  if (rule.quietHours === null) return null
  if (severity === 'critical' && rule.criticalPasses) return null
  return spanEnd({ ...rule.quietHours, zone: rule.zone }, now)
}
