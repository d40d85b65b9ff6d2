/** What is fixed of the ping to a watcher outside. */
export interface PingPlan {
  isEnabled: boolean
  /** By the names of the fields; what is secret of it is kept elsewhere. */
  values: Record<string, string>
  intervalMs: number
  /** Servers with one of these tags do not count. */
  exceptTags: string[]
}

/** And how it went. */
export interface PingState extends PingPlan {
  dueAt: Date | null
  lastPingAt: Date | null
  /** Why the last one did not arrive. */
  lastError: string | null
  /** Why the last one was held back: none while there is nothing to complain of. */
  withheld: string[]
}
