import type { SizeVerdict } from '../../../core/dumps/size-history.ts'
import type { Badge } from '../pieces/badge.ts'

/** What stands out about a size. A large dump is no fault, but somebody will want to know why. */
export const sizeMarks = {
  empty: { tone: 'bad', icon: 'cross', text: 'Empty' },
  small: { tone: 'warn', icon: 'alert', text: 'Unusually small' },
  large: { tone: 'warn', icon: 'alert', text: 'Unusually large' },
} satisfies Record<Exclude<SizeVerdict, 'usual'>, Badge>
