import type { Connection } from '../lib/remote/remote.ts'

/** Where a server is, what opens it, and how long one call may take. */
export interface DriverTarget extends Connection {
  timeoutMs: number
}
