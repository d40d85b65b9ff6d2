import { groupBy } from '../group-by.ts'
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
  servers: Servers,
): { groupKey: string; waitMs: number } {
  const host = hostOf(server)
  const neighbours = (byHost(servers).get(host) ?? []).filter(({ id }) => id !== server.id)
  if (incident.toState !== 'unreachable' || neighbours.length === 0) {
    return { groupKey: 'rule', waitMs: rule.groupWaitMs }
  }
  // Twice, because a state is believed only when two polls agree.
  const pollMs = 2 * Math.max(...neighbours.map(({ pollIntervalMs }) => pollIntervalMs))
  const waitMs = Math.max(rule.groupWaitMs, Math.min(pollMs, longestHostWaitMs))
  return { groupKey: `host:${host}`, waitMs }
}

type Servers = ReadonlyMap<string, AlertedServer>

const known = new WeakMap<Servers, Map<string, AlertedServer[]>>()

/** The enabled ones. Worked out once for a fleet: when a network fails, hundreds ask for it at once. */
function byHost(servers: Servers): Map<string, AlertedServer[]> {
  const before = known.get(servers)
  if (before) return before
  const enabled = [...servers.values()].filter(({ isEnabled }) => isEnabled)
  const grouped = groupBy(enabled, hostOf)
  known.set(servers, grouped)
  return grouped
}

export function hostOf({ baseUrl }: Pick<AlertedServer, 'baseUrl'>): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).hostname : baseUrl
}
