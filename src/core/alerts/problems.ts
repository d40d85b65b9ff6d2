import { groupBy } from '../group-by.ts'
import type { EventKind } from '../monitor/event.ts'
import type { Incident } from './incident.ts'
import { isWorse } from './severity.ts'

/** What decides whether two incidents are one problem to people. */
export type Fact = Pick<Incident, 'serverId' | 'kind' | 'severity' | 'toState'>

/** What people call one problem: a fact, and the lesser ones that it stands for. */
export interface Problem<T> {
  lead: T
  others: T[]
}

/** A night that goes wrong shows in each of these. The later ones say more exactly what is wrong. */
const signs: EventKind[] = ['state', 'database', 'run']

/** In the order of their first facts; databases do not stand for one another. */
export function problemsOf<T extends { incident: Fact }>(facts: readonly T[]): Problem<T>[] {
  const ofServer = groupBy(facts, ({ incident }) => incident.serverId)
  return [...ofServer.values()].flatMap((own) => {
    const isLed = ({ incident }: T) => own.some((each) => standsFor(each.incident, incident))
    const problems = own.filter((fact) => !isLed(fact)).map((lead) => ({ lead, others: [] as T[] }))
    for (const fact of own.filter(isLed)) {
      const problem = problems.find(({ lead }) => areOfOneNight(lead.incident, fact.incident))
      problem?.others.push(fact)
    }
    return problems
  })
}

export function countProblems(facts: Fact[]): number {
  return problemsOf(facts.map((incident) => ({ incident }))).length
}

/** Whoever is told of the one need not be told of the other: it is worse, or as bad and more exact. */
export function standsFor(one: Fact, other: Fact): boolean {
  if (one.kind === other.kind || !areOfOneNight(one, other)) return false
  if (one.severity !== other.severity) return isWorse(one.severity, other.severity)
  return signs.indexOf(one.kind) > signs.indexOf(other.kind)
}

/** Both say of one server that its backups are not made as they should be. */
export function areOfOneNight(one: Fact, other: Fact): boolean {
  return one.serverId === other.serverId && isSign(one) && isSign(other)
}

function isSign({ kind, toState }: Fact): boolean {
  const isBehind = toState === 'late' || toState === 'failing'
  return kind === 'run' || (isBehind && signs.includes(kind))
}
