import type { AlertMessage, AlertSeverity } from '../channels/message.ts'
import { count, span } from '../wording.ts'
import { hostOf } from './groups.ts'
import { moment } from './moment.ts'
import type { Pending } from './pending.ts'
import { type Problem, problemsOf } from './problems.ts'
import { worst } from './severity.ts'
import type { Turn } from './turns.ts'

/** What a person reads of more than this is no longer read. */
const linesShown = 20

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
  const problems = problemsOf(turn.pending)
  const [first] = problems
  const only = problems.length === 1 && first ? first : null
  const body = only ? single(only, turn, context) : several(problems, turn)
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

type Body = Pick<AlertMessage, 'title' | 'lines' | 'facts'>

function single({ lead, others }: Problem<Pending>, turn: Turn, { now }: MessageContext): Body {
  const { incident, server } = lead
  const since = moment(incident.openedAt, turn.rule.zone)
  const facts = {
    server: server.name,
    ...databaseOf(incident.subject),
    ...(incident.toState !== null && { state: incident.toState }),
    since,
    reason: incident.title,
    rule: turn.rule.name,
    ...(server.tags.length > 0 && { tags: server.tags.join(', ') }),
  }
  if (turn.purpose === 'recovery') {
    const lasted = span(Number(incident.closedAt ?? now) - Number(incident.openedAt))
    const lines = [`Before: ${incident.title}`, `It began ${since} and lasted ${lasted}.`]
    return { title: `${server.name}: ${statement(lead, turn)}`, lines, facts }
  }
  const title = `${server.name}: ${incident.title}`
  const age = span(Number(now) - Number(incident.openedAt))
  const time = turn.purpose === 'reminder' ? `For ${age}, since ${since}.` : `Since ${since}.`
  const lines = shortened([
    time,
    ...others.filter(saysMore).map((each) => `${each.incident.title}.`),
  ])
  return { title: turn.purpose === 'reminder' ? `Still so: ${title}` : title, lines, facts }
}

/** The state of a server sums up the facts that stand for it. */
function saysMore({ incident }: Pending): boolean {
  return incident.kind !== 'state'
}

function statement({ incident }: Pending, { purpose }: Turn): string {
  return purpose === 'recovery' ? (incident.ending ?? 'Well again') : incident.title
}

function several(problems: Problem<Pending>[], turn: Turn): Body {
  const { pending, purpose, rule } = turn
  const host = commonHost(pending)
  const servers = new Set(pending.map(({ server }) => server.name))
  const lines = problems.map(({ lead }) => {
    const line = `${lead.server.name}: ${statement(lead, turn)}`
    const since = moment(lead.incident.openedAt, rule.zone)
    return purpose === 'recovery' ? line : `${line} (since ${since})`
  })
  const began = new Date(Math.min(...pending.map(({ incident }) => Number(incident.openedAt))))
  return {
    title: severalTitle(turn, problems.length, host, servers.size),
    lines: shortened(lines),
    facts: {
      server: [...servers].join(', '),
      since: moment(began, rule.zone),
      ...(host !== null && { state: 'unreachable', reason: `Servers at ${host} do not answer` }),
      rule: rule.name,
    },
  }
}

function shortened(lines: string[]): string[] {
  const rest = lines.length - linesShown
  return rest > 0 ? [...lines.slice(0, linesShown), `and ${rest} more.`] : lines
}

function severalTitle(
  { purpose, isLast }: Turn,
  problems: number,
  host: string | null,
  servers: number,
): string {
  const amount = host === null ? count(problems, 'problem') : count(servers, 'server')
  if (purpose === 'recovery') {
    const subject = host === null ? `${amount} solved` : `${amount} at ${host} answer again`
    return isLast ? subject : `${subject}, others remain`
  }
  const still = purpose === 'reminder' ? 'Still so: ' : ''
  if (host !== null) return `${still}${amount} at ${host} do not answer`
  return `${still}${amount} on ${count(servers, 'server')}`
}

/** Where several servers of one host are what is wrong; others of it may answer. */
function commonHost(pending: Pending[]): string | null {
  const hosts = new Set(pending.map(({ server }) => hostOf(server)))
  const isDead = pending.every(({ notice }) => notice.groupKey.startsWith('host:'))
  return isDead && hosts.size === 1 ? ([...hosts][0] ?? null) : null
}

/** As long as something of the thread is open, nothing is resolved. */
function severityOf({ pending, purpose, isLast }: Turn): AlertSeverity {
  if (purpose === 'recovery') return isLast ? 'resolved' : 'info'
  return worst(pending.map(({ incident }) => incident.severity))
}

function databaseOf(subject: string): { database?: string } {
  const [, database] = /^\w+:(.+)$/s.exec(subject) ?? []
  return database === undefined ? {} : { database }
}

/** The page of a server, or that of all problems. */
function linkTo(serverId: string | null, baseUrl: URL | undefined): string | undefined {
  const page = serverId === null ? 'alerts' : `servers/${encodeURIComponent(serverId)}`
  return baseUrl && new URL(page, baseUrl).href
}
