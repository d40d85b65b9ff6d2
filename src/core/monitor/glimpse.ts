import type { Snapshot } from './snapshot.ts'

/** What a list or a header says of a server, from the panel's own tables. */
export interface Glimpse
  extends Pick<Snapshot, 'state' | 'evidence' | 'polledAt' | 'schedule' | 'utcOffsetMinutes'> {
  serverId: string
  /** When the newest good dump of any of its databases was finished. */
  lastGoodAt: Date | null
}
