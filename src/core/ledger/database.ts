/** How safe a database is, by its last good dump. */
export type DatabaseState =
  | 'safe'
  | 'late' // older than it may be
  | 'failing' // the newest one is empty, or there never was any
  | 'unknown'
  | 'gone' // no longer dumped, and nothing says that it should be

/** One database of one server, as the monitor follows it. */
export interface TrackedDatabase {
  name: string
  state: DatabaseState
  evidence: string[]
  stateSince: Date
  isExpected: boolean
  firstSeenAt: Date
  lastGoodAt: Date | null
  lastBytes: number | null
  /** Of its own whole dumps. Null: too few to say. */
  medianBytes: number | null
}
