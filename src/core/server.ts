import type { MaxAges } from './max-age.ts'

/** What is fixed when a server is added or changed. */
export interface ServerInput extends MaxAges {
  name: string
  /** Which driver speaks to it. */
  kind: string
  baseUrl: string
  verifyTls: boolean
  /** Limit for one JSON call. */
  timeoutMs: number
  /** Off: never contacted, and no action possible. */
  isEnabled: boolean
  tags: string[]
  /** Between two polls of the monitor. */
  pollIntervalMs: number
}

/** One backup server as the panel keeps it. The token is never part of it. */
export interface BackupServer extends ServerInput {
  id: string
  createdAt: Date
  updatedAt: Date
}

/** What a server says about itself. Its word is evidence, not truth. */
export interface ServerStatus {
  /** The raw schedule text; it may be one that the scheduler rejected. */
  schedule: string
  isCluster: boolean
  lastBackup?: { status: string; at?: Date; ageSeconds?: number }
}
