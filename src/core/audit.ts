/** Every act that reveals or changes something. */
export type AuditAction =
  | 'user.sign-in'
  | 'user.sign-out'
  | 'user.create'
  | 'user.update'
  | 'user.remove'
  | 'user.reset-password'
  | 'user.change-password'
  | 'user.change-preferences'
  | 'server.create'
  | 'server.update'
  | 'server.remove'
  | 'backup.download'
  | 'backup.remove'
  | 'run.start'
  | 'restore.start'
  | 'settings.update'
  | 'settings.reset'
  | 'alert.create-channel'
  | 'alert.update-channel'
  | 'alert.remove-channel'
  | 'alert.test-channel'
  | 'alert.create-rule'
  | 'alert.update-rule'
  | 'alert.remove-rule'
  | 'alert.create-window'
  | 'alert.update-window'
  | 'alert.remove-window'
  | 'alert.resend-message'
  | 'alert.update-digest'
  | 'alert.update-ping'
  | 'alert.test-ping'
  | 'callback.install'
  | 'callback.remove'

/** Who acts: a person, or the panel's own command line. */
export interface Actor {
  userId: string | null
  username: string
  /** The address that the request came from, as far as the proxy settings let us trust it. */
  address: string | null
}

export interface AuditEntry {
  actor: Actor
  action: AuditAction
  /** The kind of thing acted on, its id, and its name as it was then. */
  target: {
    kind: 'user' | 'server' | 'backup' | 'job' | 'setting' | 'alert'
    id: string
    name: string
  }
  serverId?: string
  outcome: 'done' | 'refused' | 'failed'
  /** Never a secret: file names, key names, target databases, faults, bytes. */
  detail?: Record<string, string | number | boolean>
}

/** What an audit log is narrowed to; whoever is left out counts as any. */
export interface AuditFilter {
  action?: AuditAction
  outcome?: AuditEntry['outcome']
  /** Part of a username, in any case. */
  who?: string
  /** Part of the name of what was acted on, or of its server, in any case. */
  about?: string
}

export const auditSorts = ['time', 'who', 'action', 'target', 'outcome'] as const

/** `action` brings together what is done to the same kind of thing. */
export type AuditSort = (typeof auditSorts)[number]

export interface AuditOrder {
  sort: AuditSort
  direction: 'ascending' | 'descending'
}

export const newestFirst: AuditOrder = { sort: 'time', direction: 'descending' }

export interface AuditRecord extends AuditEntry {
  id: string
  at: Date
}
