import { pageOf } from './page-of.ts'
import type { BackupServer } from './server.ts'

/** `enabled` and `paused` are told without contacting anybody. */
export type ServerStatusFilter = '' | 'enabled' | 'paused'

export interface ServerQuery {
  /** Text to find in name, address and tags. */
  text: string
  tag: string
  status: ServerStatusFilter
  /** `name`, `address`, `tags` or `status`, with a minus in front for the other way round. */
  sort: string
}

export interface ServerSelection extends ServerQuery {
  page: number
  perPage: number
}

/** The servers of one page of the list, and what the page says about the rest. */
export function selectServers(all: BackupServer[], selection: ServerSelection) {
  const { rows, ...page } = pageOf(matchingServers(all, selection), selection)
  const tags = [...new Set(all.flatMap((server) => server.tags))].sort()
  return { servers: rows, ...page, tags }
}

/** All servers that a query finds, on whatever page, in its order. */
export function matchingServers(all: BackupServer[], query: ServerQuery): BackupServer[] {
  const { tag, status } = query
  const text = query.text.toLowerCase()
  const found = all.filter(
    (server) =>
      (tag === '' || server.tags.includes(tag)) &&
      (status === '' || server.isEnabled === (status === 'enabled')) &&
      searchable(server).includes(text),
  )
  return found.sort(order(query.sort))
}

function searchable({ name, baseUrl, tags }: BackupServer): string {
  return [name, baseUrl, ...tags].join('\n').toLowerCase()
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

type Comparison = (a: BackupServer, b: BackupServer) => number

const byName: Comparison = (a, b) => collator.compare(a.name, b.name)

const comparisons: Record<string, Comparison> = {
  address: (a, b) => collator.compare(a.baseUrl, b.baseUrl),
  tags: (a, b) => collator.compare(tagKey(a), tagKey(b)),
  status: (a, b) => Number(b.isEnabled) - Number(a.isEnabled),
}

/** Servers without a tag come after all that have one. */
function tagKey({ tags }: BackupServer): string {
  return tags.length === 0 ? '\uffff' : tags.toSorted(collator.compare).join(' ')
}

/** Equals are told apart by their names, in either direction. */
function order(sort: string): Comparison {
  const compare = comparisons[sort.replace(/^-/, '')] ?? byName
  const direction = sort.startsWith('-') ? -1 : 1
  return (a, b) => direction * compare(a, b) || byName(a, b)
}
