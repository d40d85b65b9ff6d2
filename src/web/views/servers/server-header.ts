import { may, type Permission } from '../../../core/permissions.ts'
import type { BackupServer } from '../../../core/server.ts'
import { topicName } from '../../../services/live/topic.ts'
import type { Crumb, Frame } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { serverBadges } from '../pieces/badge.ts'

/** What this kind of server can do; a tab or button that it cannot serve is not drawn. */
export interface Facets {
  inventory: boolean
  jobs: boolean
  runs: boolean
  restores: boolean
  settings: boolean
}

export type TabName = 'Dashboard' | 'Backups' | 'Runs' | 'Jobs' | 'Events' | 'Restore' | 'Settings'

export interface ServerHeader {
  id: string
  name: string
  baseUrl: string
  href: string
  badge: Badge | null
  /** What the stream calls its state. */
  topic: string
  tags: string[]
  tabs: { text: TabName; href: string; isCurrent: boolean }[]
  /** Null when the person may not, the server cannot, or it is paused. */
  runAction: string | null
  editHref: string | null
  /** Sent, nobody is told of it for a while. */
  muteAction: string | null
}

/** The frame of a page of one server. `trail` are the crumbs after the server's own; the last is the page. */
export function serverFrame(
  server: BackupServer,
  facets: Facets,
  page: { title: string; tab: TabName | null; trail?: Crumb[]; badge?: Badge },
  viewer: Viewer,
): Frame {
  const { paths } = viewer
  const trail = page.trail ?? (page.tab === 'Dashboard' ? [] : [{ text: page.title, href: null }])
  return {
    title: page.title,
    section: 'servers',
    crumbs: [
      { text: 'Servers', href: paths.servers() },
      { text: server.name, href: trail.length === 0 ? null : paths.server(server.id) },
      ...trail,
    ],
    header: {
      id: server.id,
      name: server.name,
      baseUrl: server.baseUrl,
      href: paths.server(server.id),
      badge: server.isEnabled ? (page.badge ?? null) : serverBadges.paused,
      topic: topicName({ kind: 'state', serverId: server.id }),
      tags: server.tags,
      tabs: tabs(server, facets, page.tab, viewer),
      runAction: canRun(server, facets, viewer) ? paths.runs(server.id) : null,
      editHref: may(viewer.role, 'server.change') ? paths.editServer(server.id) : null,
      muteAction: may(viewer.role, 'alert.change') ? paths.serverWindows(server.id) : null,
    },
  }
}

function canRun(server: BackupServer, facets: Facets, { role }: Viewer): boolean {
  return facets.runs && server.isEnabled && may(role, 'backup.run')
}

interface Tab {
  text: TabName
  href: string
  permission: Permission
  isOffered: boolean
}

function tabs(
  { id }: BackupServer,
  facets: Facets,
  current: TabName | null,
  { paths, role }: Viewer,
): ServerHeader['tabs'] {
  const all: Tab[] = [
    tab('Dashboard', paths.server(id), 'server.see', true),
    tab('Backups', paths.backups(id), 'backup.see', facets.inventory),
    tab('Runs', paths.runs(id), 'backup.see', facets.inventory || facets.jobs),
    tab('Jobs', paths.jobs(id), 'backup.see', facets.jobs),
    tab('Events', paths.events(id), 'backup.see', true),
    tab('Restore', paths.newRestore(id), 'backup.restore', facets.restores),
    tab('Settings', paths.settings(id), 'settings.see', facets.settings),
  ]
  return all
    .filter(({ isOffered, permission }) => isOffered && may(role, permission))
    .map(({ text, href }) => ({ text, href, isCurrent: text === current }))
}

function tab(text: TabName, href: string, permission: Permission, isOffered: boolean): Tab {
  return { text, href, permission, isOffered }
}
