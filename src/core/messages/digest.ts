import type { FleetFacts } from '../alerts/fleet-facts.ts'
import type { AlertMessage } from '../channels/message.ts'
import type { DatabaseState } from '../ledger/database.ts'
import { isLatelyRead, presentState } from '../monitor/staleness.ts'
import { count, series, span } from '../wording.ts'
import { storedLine } from './stored-line.ts'

const namesShown = 10

export interface Digest {
  facts: FleetFacts
  openProblems: number
  /** By server, over the span; none of a server of which nothing is known from its beginning. */
  grownBytes: ReadonlyMap<string, number>
  /** What it looks back on. */
  spanMs: number
  now: Date
}

/** The summary of a day or a week: what is safe, and what is not. */
export function digestText(digest: Digest): Pick<AlertMessage, 'severity' | 'title' | 'lines'> {
  const groups = databasesByState(digest)
  const amount = (state: DatabaseState) => groups.get(state)?.length ?? 0
  const all = [...groups.values()].flat().length
  const isSafe = all > 0 && amount('safe') === all && digest.openProblems === 0
  return {
    severity: amount('failing') > 0 ? 'critical' : isSafe ? 'info' : 'warning',
    title:
      all === 0 ? 'No database is known' : `${amount('safe')} of ${count(all, 'database')} safe`,
    lines: [
      ...stateLines(groups, digest.now),
      runLine(digest),
      `Open problems: ${digest.openProblems}.`,
      ...oddServers(digest),
      storedLine(digest),
    ],
  }
}

interface Listed {
  name: string
  lastGoodAt: Date | null
}

/** Of servers that are watched. One whose server could not be read for long is not known to be safe. */
function databasesByState({ facts, now }: Digest): Map<DatabaseState, Listed[]> {
  const groups = new Map<DatabaseState, Listed[]>()
  const servers = new Map(facts.servers.map((server) => [server.id, server]))
  for (const { serverId, name, state, lastGoodAt } of facts.databases) {
    const server = servers.get(serverId)
    if (!server?.isEnabled || state === 'gone') continue
    const isKnown = isLatelyRead(server.readAt, server.pollIntervalMs, now)
    const shown = isKnown ? state : 'unknown'
    const listed = { name: `${server.name}/${name}`, lastGoodAt }
    groups.set(shown, [...(groups.get(shown) ?? []), listed])
  }
  return groups
}

const stateWords = [
  ['failing', 'Failing'],
  ['late', 'Late'],
  ['unknown', 'Unknown'],
] as const

function stateLines(groups: Map<DatabaseState, Listed[]>, now: Date): string[] {
  return stateWords.flatMap(([state, word]) => {
    const listed = groups.get(state) ?? []
    if (listed.length === 0) return []
    const names = listed.slice(0, namesShown).map(({ name, lastGoodAt }) => {
      const age =
        lastGoodAt === null ? 'never dumped' : `${span(Number(now) - Number(lastGoodAt))} old`
      return `${name} (${age})`
    })
    const rest = listed.length - names.length
    return [`${word}: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`]
  })
}

function runLine({ facts, spanMs }: Digest): string {
  const total = (isIn: (run: FleetFacts['runs'][number]) => boolean) =>
    facts.runs.filter(isIn).reduce((sum, { runs }) => sum + runs, 0)
  const missed = total(({ punctuality }) => punctuality === 'missed')
  const done = total(({ verdict }) => verdict !== null)
  const verified = total(({ verdict }) => verdict === 'verified')
  const failed = total(({ verdict }) => verdict === 'failed' || verdict === 'partial')
  return `Runs in the last ${span(spanMs)}: ${done}, of these ${verified} verified and ${failed} failed; ${missed} missed.`
}

function oddServers({ facts, now }: Digest): string[] {
  const odd = facts.servers.flatMap((server) => {
    const present = presentState(server, server.pollIntervalMs, now)
    return !server.isEnabled || present === 'ok' ? [] : [`${server.name} (${present})`]
  })
  if (odd.length === 0) return []
  const rest = odd.length - namesShown
  const names = [...odd.slice(0, namesShown), ...(rest > 0 ? [`${rest} more`] : [])]
  return [`Servers to look at: ${series(names)}.`]
}
