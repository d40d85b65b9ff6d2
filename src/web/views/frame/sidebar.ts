import type { BackupServer } from '../../../core/server.ts'
import type { Badge } from '../pieces/badge.ts'
import { knownState } from '../servers/server-state.ts'
import type { Viewer } from './viewer.ts'

export interface SidebarEntry {
  id: string
  name: string
  href: string
  isCurrent: boolean
  /** Known without contacting it; null leaves it to the script. */
  badge: Badge | null
  stateHref: string
}

export interface SidebarGroup {
  name: string
  entries: SidebarEntry[]
  /** How many there are, shown or not. */
  total: number
  more: { text: string; href: string } | null
  isOpen: boolean
}

export interface SidebarView {
  groups: SidebarGroup[]
  all: { text: string; href: string }
}

export interface Fleet {
  servers: BackupServer[]
  /** Ids of servers whose token the present APP_SECRET does not open. */
  unreadable: ReadonlySet<string>
  /** What the panel remembers of a recent look; null when it has none. */
  remembered(server: BackupServer): Badge | null
}

const groupLimit = 12
const entryLimit = 8
const entryLimitAlone = 40
const openLimit = 3

/** The servers below their first tag. Of a large fleet a part: the list of servers has them all. */
export function sidebarView(fleet: Fleet, currentId: string, viewer: Viewer): SidebarView {
  const byTag = groupedByTag(fleet.servers)
  const limit = byTag.size === 1 ? entryLimitAlone : entryLimit
  const groups = [...byTag].map(([tag, servers], index): SidebarGroup => {
    const shown = firstWithCurrent(servers, currentId, limit)
    const hasCurrent = shown.some(({ id }) => id === currentId)
    return {
      name: tag || (byTag.size === 1 ? 'All' : 'Without tag'),
      total: servers.length,
      isOpen: hasCurrent || index < openLimit,
      more: more(servers.length - shown.length, tag, viewer),
      entries: shown.map((server) => entry(server, currentId, fleet, viewer)),
    }
  })
  const count = fleet.servers.length
  return {
    groups: groups.filter(({ entries }, index) => index < groupLimit || holds(entries)),
    all: { text: count > 1 ? `All ${count} servers` : 'All servers', href: viewer.paths.servers() },
  }
}

function more(count: number, tag: string, { paths }: Viewer): SidebarGroup['more'] {
  return count === 0 ? null : { text: `${count} more`, href: paths.servers({ tag }) }
}

function holds(entries: SidebarEntry[]): boolean {
  return entries.some(({ isCurrent }) => isCurrent)
}

/** Tags in order of their names; those without any come last. */
function groupedByTag(servers: BackupServer[]): Map<string, BackupServer[]> {
  const groups = new Map<string, BackupServer[]>()
  for (const server of servers) {
    const tag = [...server.tags].sort(compare)[0] ?? ''
    const group = groups.get(tag)
    if (group) group.push(server)
    else groups.set(tag, [server])
  }
  const order = (a: string, b: string) => Number(a === '') - Number(b === '') || compare(a, b)
  return new Map([...groups].sort(([a], [b]) => order(a, b)))
}

const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

/** The one that is being looked at is always among them. */
function firstWithCurrent(servers: BackupServer[], currentId: string, limit: number) {
  const first = servers.slice(0, limit)
  const current = servers.slice(limit).find(({ id }) => id === currentId)
  return current ? [...first.slice(0, -1), current] : first
}

function entry(
  server: BackupServer,
  currentId: string,
  { unreadable, remembered }: Fleet,
  { paths }: Viewer,
): SidebarEntry {
  return {
    id: server.id,
    name: server.name,
    href: paths.server(server.id),
    isCurrent: server.id === currentId,
    badge: knownState(server, unreadable)?.badge ?? remembered(server),
    stateHref: paths.serverState(server.id),
  }
}
