import type { Punctuality } from '../../../core/ledger/run.ts'
import type { Badge } from '../pieces/badge.ts'

/** Never green: that a run came in time does not say that it was any good. */
export const punctualityBadges = {
  due: { tone: 'info', icon: 'dots', text: 'Due' },
  'on-time': { tone: 'quiet', icon: 'check', text: 'On time' },
  late: { tone: 'warn', icon: 'clock', text: 'Late' },
  missed: { tone: 'bad', icon: 'alert', text: 'Missed' },
  'not-watched': { tone: 'quiet', icon: 'question', text: 'Not watched' },
  unscheduled: { tone: 'quiet', icon: 'play', text: 'Unscheduled' },
} satisfies Record<Punctuality, Badge>
