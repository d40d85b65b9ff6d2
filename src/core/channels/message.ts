export type AlertSeverity = 'critical' | 'warning' | 'info' | 'resolved'

/** The facts that a message can carry, and thereby the words that templates may use. */
export const alertFacts = [
  'server',
  'database',
  'state',
  'since',
  'reason',
  'rule',
  'tags',
] as const

export type AlertFact = (typeof alertFacts)[number]

/** What the panel has to say, in plain text. Holds no secret and no reply of a server as it came. */
export interface AlertMessage {
  /** The same at each attempt, so that a receiver can tell a repetition. */
  id: string
  /** What it is about: an alarm and the all-clear that ends it share this key. */
  incidentKey: string
  severity: AlertSeverity
  title: string
  lines: readonly string[]
  /** A page of the panel, as an absolute URL. */
  link?: string
  at: Date
  facts: Readonly<Partial<Record<AlertFact, string>>>
}
