import type { EventKind } from '../monitor/event.ts'

/** Every kind of event, in the order in which rules offer them. */
export const eventKinds = [
  'state',
  'run',
  'database',
  'size',
  'retention',
  'space',
  'settings',
  'clock',
  'certificate',
  'watch',
] as const satisfies readonly EventKind[]
