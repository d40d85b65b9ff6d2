import type { LedgerDay } from './ledger-days.ts'

/** What was last read of a server, for when it cannot be read now. */
export interface LastKnown {
  /** When its dumps were last read. */
  readAt: Date
  nextRunAt: Date | null
  utcOffsetMinutes: number | null
  databases: KnownDatabase[]
}

export interface KnownDatabase {
  name: string
  /** Null: there never was any. */
  lastGoodAt: Date | null
  lastBytes: number | null
}

/** With the days that the ledger tells of, which no failed reading takes away. */
export interface LastKnownServer extends LastKnown {
  days: LedgerDay[]
}
