import type { AlertedServer, Incident } from './incident.ts'
import type { AlertRule } from './rule.ts'

/** The longest that a dead host is waited for to show on each of its servers. */
const longestHostWaitMs = 5 * 60_000

/**
 * What is told together. A server that does not answer belongs to its host, once other servers are
 * there too: whether those answer is known only when each was polled again, so this waits for longer.
 */
export function groupOf(
  incident: Pick<Incident, 'toState'>,
  server: AlertedServer,
  rule: Pick<AlertRule, 'groupWaitMs'>,
  servers: ReadonlyMap<string, AlertedServer>,
): { groupKey: string; waitMs: number } {
  const host = hostOf(server)
  const neighbours = [...servers.values()].filter(
    (other) => other.id !== server.id && other.isEnabled && hostOf(other) === host,
  )
  if (incident.toState !== 'unreachable' || neighbours.length === 0) {
    return { groupKey: 'rule', waitMs: rule.groupWaitMs }
  }
  // Twice, because a state is believed only when two polls agree.
  const pollMs = 2 * Math.max(...neighbours.map(({ pollIntervalMs }) => pollIntervalMs))
  const waitMs = Math.max(rule.groupWaitMs, Math.min(pollMs, longestHostWaitMs))
  return { groupKey: `host:${host}`, waitMs }
}

export function hostOf({ baseUrl }: Pick<AlertedServer, 'baseUrl'>): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl
}
