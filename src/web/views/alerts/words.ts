import type { MessagePurpose } from '../../../core/alerts/outgoing.ts'
import type { ProblemSeverity } from '../../../core/alerts/severity.ts'
import type { EventKind } from '../../../core/monitor/event.ts'
import type { Badge } from '../pieces/badge.ts'

export const kindWordings: Record<EventKind, string> = {
  state: 'The server’s state',
  run: 'Runs that failed or were missed',
  database: 'Databases that are late or gone',
  size: 'Dumps of an unusual size',
  retention: 'Dumps that are deleted too fast',
  space: 'Disk space that runs out',
  settings: 'Changed settings',
  clock: 'A clock that is wrong',
  certificate: 'Certificates that end soon',
  watch: 'Times in which nobody watched',
}

export const severityBadges: Record<ProblemSeverity, Badge> = {
  critical: { tone: 'bad', icon: 'alert', text: 'Critical' },
  warning: { tone: 'warn', icon: 'clock', text: 'Warning' },
  info: { tone: 'info', icon: 'info', text: 'For information' },
}

export const severityWordings: Record<ProblemSeverity, string> = {
  critical: 'Critical only',
  warning: 'Warnings and worse',
  info: 'Everything, also what is for information only',
}

export const purposeWordings: Record<MessagePurpose, string> = {
  problem: 'Problem',
  reminder: 'Reminder',
  recovery: 'All-clear',
  digest: 'Summary',
}

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const

/** The week as it is worked: from Monday. */
export const weekdayChoices = [1, 2, 3, 4, 5, 6, 0].map((day) => ({
  value: String(day),
  label: weekdayNames[day] ?? '',
}))

/** `22:05` */
export function clockText(minute: number): string {
  const part = (value: number) => String(value).padStart(2, '0')
  return `${part(Math.floor(minute / 60))}:${part(minute % 60)}`
}
