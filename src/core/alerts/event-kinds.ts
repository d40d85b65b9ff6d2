import type { EventKind } from '../monitor/event.ts'

/** A kind that is missing here does not compile. */
const offered: Record<EventKind, true> = {
  state: true,
  run: true,
  database: true,
  size: true,
  retention: true,
  space: true,
  settings: true,
  clock: true,
  certificate: true,
  watch: true,
}

/** Every kind of event, in the order in which rules offer them. */
export const eventKinds = Object.keys(offered) as EventKind[] // its only keys
