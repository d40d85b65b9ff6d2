import type { Pending } from '../alerts/pending.ts'
import { problemsOf } from '../alerts/problems.ts'
import { isWorse, worst } from '../alerts/severity.ts'
import type { Turn } from '../alerts/turns.ts'
import type { AlertMessage, AlertSeverity } from '../channels/message.ts'
import { oneProblem } from './one-problem.ts'
import { severalProblems } from './several-problems.ts'

export interface MessageContext {
  /** Of the panel; undefined: messages carry no link. */
  baseUrl: URL | undefined
  newId: () => string
  now: Date
}

/**
 * The message of a turn. It says what the panel concluded, in the panel's own words: evidence can hold
 * what a server replied, and stays behind the sign-in.
 */
export function turnMessage(turn: Turn, context: MessageContext): AlertMessage {
  const problems = problemsOf(turn.pending.toSorted(worstFirst))
  const [first] = problems
  const only = problems.length === 1 && first ? first : null
  const body = only ? oneProblem(only, turn, context.now) : severalProblems(problems, turn)
  const link = linkTo(only?.lead.server.id ?? null, context.baseUrl)
  return {
    id: context.newId(),
    incidentKey: turn.thread,
    severity: severityOf(turn),
    ...body,
    ...(link !== undefined && { link }),
    at: context.now,
  }
}

const names = new Intl.Collator('en', { numeric: true })

/** Then by the name of the server, and of what it is about. */
function worstFirst(one: Pending, other: Pending): number {
  const [severity, otherSeverity] = [one.incident.severity, other.incident.severity]
  if (severity !== otherSeverity) return isWorse(severity, otherSeverity) ? -1 : 1
  const byServer = names.compare(one.server.name, other.server.name)
  return byServer || names.compare(one.incident.subject, other.incident.subject)
}

/** As long as something of the thread is open, nothing is resolved. */
function severityOf({ pending, purpose, isLast }: Turn): AlertSeverity {
  if (purpose === 'recovery') return isLast ? 'resolved' : 'info'
  return worst(pending.map(({ incident }) => incident.severity))
}

/** The page of a server, or that of all problems. */
function linkTo(serverId: string | null, baseUrl: URL | undefined): string | undefined {
  const page = serverId === null ? 'alerts' : `servers/${encodeURIComponent(serverId)}`
  return baseUrl && new URL(page, baseUrl).href
}
