import { hostOf } from '../alerts/groups.ts'
import type { Pending } from '../alerts/pending.ts'
import type { Problem } from '../alerts/problems.ts'
import type { Turn } from '../alerts/turns.ts'
import { count } from '../wording.ts'
import { type MessageBody, named, shortened, statement } from './message-body.ts'
import { moment } from './moment.ts'

/** Of a message about more than one problem. */
export function severalProblems(problems: Problem<Pending>[], turn: Turn): MessageBody {
  const { purpose, rule } = turn
  const leads = problems.map(({ lead }) => lead)
  const host = commonHost(leads)
  const servers = new Set(leads.map(({ server }) => server.name))
  const lines = leads.map((lead) => {
    const line = `${lead.server.name}: ${statement(lead, turn)}`
    const since = moment(lead.incident.openedAt, rule.zone)
    return purpose === 'recovery' ? line : `${line} (since ${since})`
  })
  const began = new Date(Math.min(...leads.map(({ incident }) => Number(incident.openedAt))))
  return {
    title:
      host === null
        ? problemsTitle(turn, leads.length, servers.size)
        : hostTitle(turn, host, servers.size),
    lines: shortened(lines),
    facts: {
      server: named([...servers]),
      since: moment(began, rule.zone),
      ...(host !== null && { state: 'unreachable', reason: `Servers at ${host} do not answer` }),
      rule: rule.name,
    },
  }
}

function problemsTitle(turn: Turn, problems: number, servers: number): string {
  const amount = count(problems, 'problem')
  return turn.purpose === 'recovery'
    ? ended(turn, `${amount} solved`)
    : lasting(turn, `${amount} on ${count(servers, 'server')}`)
}

function hostTitle(turn: Turn, host: string, servers: number): string {
  const amount = `${count(servers, 'server')} at ${host}`
  return turn.purpose === 'recovery'
    ? ended(turn, `${amount} answer again`)
    : lasting(turn, `${amount} do not answer`)
}

function ended({ isLast }: Turn, words: string): string {
  return isLast ? words : `${words}, others remain`
}

function lasting({ purpose }: Turn, words: string): string {
  return purpose === 'reminder' ? `Still so: ${words}` : words
}

/** Where several servers of one host are what is wrong; others of it may answer. */
function commonHost(leads: Pending[]): string | null {
  const hosts = new Set(leads.map(({ server }) => hostOf(server)))
  const isDead = leads.every(({ notice }) => notice.groupKey.startsWith('host:'))
  return isDead && hosts.size === 1 ? ([...hosts][0] ?? null) : null
}
