import { severities } from './fleet/severity.ts'
import { pageOf } from './page-of.ts'
import type { BackupServer } from './server.ts'
import type { ServerState } from './verdicts/verdict.ts'

/** `enabled` and `paused` are told without contacting anybody. */
export type ServerStatusFilter = '' | 'enabled' | 'paused'

export interface ServerQuery {
  /** Text to find in name, address and tags. */
  text: string
  tag: string
  status: ServerStatusFilter
  /** `name`, `address`, `tags` or `state`, with a minus in front for the other way round. */
  sort: string
}

/** How a server stands, as far as is known without contacting it. */
export type StateOf = (server: BackupServer) => ServerState

export interface ServerSelection extends ServerQuery {
  page: number
  perPage: number
}

/** The servers of one page of the list, and what the page says about the rest. */
export function selectServers(all: BackupServer[], selection: ServerSelection, stateOf: StateOf) {
  const found = matchingServers(all, selection).sort(order(selection.sort, stateOf))
  const { rows, ...page } = pageOf(found, selection)
  const tags = [...new Set(all.flatMap((server) => server.tags))].sort()
  return { servers: rows, ...page, tags }
}

/** All servers that a query finds, on whatever page. */
export function matchingServers(
  all: BackupServer[],
  query: Omit<ServerQuery, 'sort'>,
): BackupServer[] {
  const { tag, status } = query
  const text = query.text.toLowerCase()
  return all.filter(
    (server) =>
      (tag === '' || server.tags.includes(tag)) &&
      (status === '' || server.isEnabled === (status === 'enabled')) &&
      searchable(server).includes(text),
  )
}

function searchable({ name, baseUrl, tags }: BackupServer): string {
  return [name, baseUrl, ...tags].join('\n').toLowerCase()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Comparison = (a: BackupServer, b: BackupServer) => number

const byName: Comparison = (a, b) => collator.compare(a.name, b.name)

/** A map, for the key comes from a URL: an object has more keys than its own. */
const comparisons = new Map<string, Comparison>([
  ['address', (a, b) => collator.compare(a.baseUrl, b.baseUrl)],
  ['tags', (a, b) => collator.compare(tagKey(a), tagKey(b))],
])

/** The worst first. */
function byState(stateOf: StateOf): Comparison {
  return (a, b) => severities[stateOf(a)] - severities[stateOf(b)]
}

/** Servers without a tag come after all that have one. */
function tagKey({ tags }: BackupServer): string {
  return tags.length === 0 ? '\uffff' : tags.toSorted(collator.compare).join(' ')
}

/** Equals are told apart by their names, in either direction. */
function order(sort: string, stateOf: StateOf): Comparison {
  const key = sort.replace(/^-/, '')
  const compare = key === 'state' ? byState(stateOf) : (comparisons.get(key) ?? byName)
  const direction = sort.startsWith('-') ? -1 : 1
  return (a, b) => direction * compare(a, b) || byName(a, b)
}
