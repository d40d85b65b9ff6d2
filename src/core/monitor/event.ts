export type Severity = 'critical' | 'warning' | 'info' | 'resolved'

/** What an event is about. */
export type EventKind =
  | 'state' // the server's state changed
  | 'run' // a run failed, was missed, or is well again
  | 'database' // a database became late or safe, appeared or vanished
  | 'size' // a dump is far from the usual size
  | 'retention' // dumps are deleted faster than they arrive
  | 'space' // the server's disk is nearly full, or has room again
  | 'settings' // somebody changed the server's settings
  | 'clock' // its clock is wrong, or right again
  | 'certificate' // its certificate ends soon, or was renewed
  | 'watch' // the panel was not watching

/** Something that changed. Alerts are made of these and of nothing else. */
export interface NewEvent {
  kind: EventKind
  severity: Severity
  /**
   * What it is about within its server: `state`, `database:shop`. A `resolved` event ends what an
   * earlier one of the same subject began.
   */
  subject: string
  /** One sentence, without the server's name. */
  title: string
  evidence: string[]
  at: Date
  from?: string
  to?: string
}

export interface ServerEvent extends NewEvent {
  id: string
  serverId: string
}
