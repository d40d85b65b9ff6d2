import type { Pending } from '../alerts/pending.ts'
import type { Problem } from '../alerts/problems.ts'
import type { Turn } from '../alerts/turns.ts'
import { span } from '../wording.ts'
import { type MessageBody, shortened, statement } from './message-body.ts'
import { moment } from './moment.ts'

/** Of a message about one problem. */
export function oneProblem(problem: Problem<Pending>, turn: Turn, now: Date): MessageBody {
  const { incident, server } = problem.lead
  const said = `${server.name}: ${statement(problem.lead, turn)}`
  return {
    title: turn.purpose === 'reminder' ? `Still so: ${said}` : said,
    lines:
      turn.purpose === 'recovery' ? endLines(problem, turn, now) : openLines(problem, turn, now),
    facts: {
      server: server.name,
      ...databaseOf(incident.subject),
      ...(incident.toState !== null && { state: incident.toState }),
      since: moment(incident.openedAt, turn.rule.zone),
      reason: incident.title,
      rule: turn.rule.name,
      ...(server.tags.length > 0 && { tags: server.tags.join(', ') }),
    },
  }
}

function endLines({ lead }: Problem<Pending>, { rule }: Turn, now: Date): string[] {
  const { title, openedAt, closedAt } = lead.incident
  const lasted = span(Number(closedAt ?? now) - Number(openedAt))
  return [`Before: ${title}`, `It began ${moment(openedAt, rule.zone)} and lasted ${lasted}.`]
}

function openLines({ lead, others }: Problem<Pending>, turn: Turn, now: Date): string[] {
  const { openedAt } = lead.incident
  const since = moment(openedAt, turn.rule.zone)
  const age = span(Number(now) - Number(openedAt))
  const time = turn.purpose === 'reminder' ? `For ${age}, since ${since}.` : `Since ${since}.`
  const besides = others.filter(saysMore).map(({ incident }) => `${incident.title}.`)
  return shortened([time, ...besides])
}

/** The state of a server sums up the facts that stand for it. */
function saysMore({ incident }: Pending): boolean {
  return incident.kind !== 'state'
}

function databaseOf(subject: string): { database?: string } {
  const [, database] = /^\w+:(.+)$/s.exec(subject) ?? []
  return database === undefined ? {} : { database }
}
