import { may, type Permission } from '../../../core/permissions.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Facets } from '../servers/server-header.ts'
import type { Viewer } from './viewer.ts'

/** Something to go to or to do. `post`: chosen, it is sent as a form; all else is a link. */
export interface Command {
  text: string
  href: string
  post?: true
}

/**
 * Everything that a person may go to or do. What can be done with a server is the same for all
 * of a kind, so it is told once, as paths below the server's own.
 */
export interface Palette {
  pages: Command[]
  servers: { name: string; href: string; tags: string[]; actions: string }[]
  actions: Record<string, Command[]>
}

export type FacetsOf = (server: BackupServer) => Facets

export function palette(servers: BackupServer[], facetsOf: FacetsOf, viewer: Viewer): Palette {
  const actions: Palette['actions'] = {}
  for (const server of servers) {
    actions[groupOf(server)] ??= serverActions(server, facetsOf(server), viewer)
  }
  return {
    pages: pages(viewer),
    servers: servers.map((server) => ({
      name: server.name,
      href: viewer.paths.server(server.id),
      tags: server.tags,
      actions: groupOf(server),
    })),
    actions,
  }
}

function groupOf({ kind, isEnabled }: BackupServer): string {
  return isEnabled ? kind : `${kind}, paused`
}

interface Offer extends Command {
  permission: Permission
  isOffered: boolean
}

function pages({ paths, role }: Viewer): Command[] {
  return granted(role, [
    offer('Overview', paths.home(), 'server.see'),
    offer('Servers', paths.servers(), 'server.see'),
    offer('Calendar', paths.calendar(), 'backup.see'),
    offer('Wallboard', paths.overview({ board: 1 }), 'server.see'),
    offer('Add server', paths.newServer(), 'server.change'),
    offer('Alerts', paths.alerts(), 'alert.see'),
    offer('Alert channels', paths.alertChannels(), 'alert.change'),
    offer('Alert rules', paths.alertRules(), 'alert.change'),
    offer('Maintenance windows', paths.maintenanceWindows(), 'alert.change'),
    offer('Summary of alerts', paths.alertDigest(), 'alert.change'),
    offer('Dead-man ping', paths.alertPing(), 'alert.change'),
    offer('Audit log', paths.audit(), 'audit.see'),
    offer('People', paths.users(), 'user.change'),
    offer('Add person', paths.newUser(), 'user.change'),
    offer('Your account', paths.account(), 'server.see'),
    { ...offer('Sign out', paths.logout(), 'server.see'), post: true },
  ])
}

/** What cannot be undone leads to the page that asks first. */
function serverActions(server: BackupServer, facets: Facets, { paths, role }: Viewer): Command[] {
  const { id, isEnabled } = server
  const offers: Offer[] = [
    { ...offer('Run backup', paths.runs(id), 'backup.run', facets.runs && isEnabled), post: true },
    offer('Backups', paths.backups(id), 'backup.see', facets.inventory),
    offer('History', paths.history(id), 'backup.see', facets.inventory),
    offer('Runs', paths.runs(id), 'backup.see', facets.inventory || facets.jobs),
    offer('Jobs', paths.jobs(id), 'backup.see', facets.jobs),
    offer('Events', paths.events(id), 'backup.see'),
    offer('Restore a dump', paths.newRestore(id), 'backup.restore', facets.restores && isEnabled),
    offer('Settings', paths.settings(id), 'settings.see', facets.settings),
    offer('Check connection', paths.serverProbe(id), 'server.probe'),
    offer('Edit server', paths.editServer(id), 'server.change'),
    offer('Delete server', paths.serverRemoval(id), 'server.change'),
  ]
  const below = paths.server(id).length
  return granted(role, offers).map((command) => ({ ...command, href: command.href.slice(below) }))
}

function offer(text: string, href: string, permission: Permission, isOffered = true): Offer {
  return { text, href, permission, isOffered }
}

function granted(role: Viewer['role'], offers: Offer[]): Command[] {
  return offers
    .filter(({ permission, isOffered }) => isOffered && may(role, permission))
    .map(({ permission: _permission, isOffered: _isOffered, ...command }) => command)
}
