import { type RequestHandler, Router } from 'express'
import type { AuditAction } from '../core/audit.ts'
import type { Permission } from '../core/permissions.ts'
import { alertRoutes } from './alert-routes.ts'
import { MethodNotAllowed } from './errors.ts'
import type { Allow } from './middleware/allow.ts'
import type { PageHandlers } from './pages.ts'

export type Method = 'get' | 'post'

/** `everyone` also means people who are not signed in; `signed-in` any role. */
export type Access = Permission | 'everyone' | 'signed-in'

/** `act`: what somebody tried whose role does not include it, for the audit log. */
export type Route = [
  method: Method,
  path: string,
  access: Access,
  handler: RequestHandler,
  act?: AuditAction,
]

const server = '/servers/:serverId'
const backup = `${server}/backups/:backupId`

/** Every URL of the panel: how it is asked, who may, and what answers. */
export function routeTable(pages: PageHandlers): Route[] {
  return [
    ...peopleRoutes(pages),
    ...serverRoutes(pages),
    ...remoteRoutes(pages),
    ...settingsRoutes(pages),
    ...bulkRoutes(pages),
    ...alertRoutes(pages),
  ]
}

function peopleRoutes(pages: PageHandlers): Route[] {
  const { account, audit, checks, density, sessions, setup, users } = pages
  return [
    ['get', '/login', 'everyone', sessions.newForm],
    ['post', '/login', 'everyone', sessions.create],
    ['post', '/logout', 'signed-in', sessions.remove],
    ['get', '/setup', 'everyone', setup.newForm],
    ['post', '/setup', 'everyone', setup.create],
    ['post', '/density', 'signed-in', density.update],
    ['get', '/account', 'signed-in', account.show],
    ['post', '/account', 'signed-in', account.update],
    ['post', '/account/password', 'signed-in', account.changePassword],
    ['get', '/audit', 'audit.see', audit.index],
    ['get', '/users', 'user.change', users.index],
    ['post', '/users', 'user.change', users.create, 'user.create'],
    ['get', '/users/new', 'user.change', users.newForm],
    ['post', '/users/new/check', 'user.change', checks.newUser],
    ['get', '/users/:userId', 'user.change', users.editForm],
    ['post', '/users/:userId', 'user.change', users.update, 'user.update'],
    ['post', '/users/:userId/password', 'user.change', users.resetPassword, 'user.reset-password'],
    ['get', '/users/:userId/removal', 'user.change', users.removal],
    ['post', '/users/:userId/removal', 'user.change', users.remove, 'user.remove'],
  ]
}

/** What the panel itself keeps of the servers. */
function serverRoutes({
  calendar,
  checks,
  live,
  navigation,
  overview,
  probes,
  serverForms,
  servers,
}: PageHandlers): Route[] {
  return [
    ['get', '/', 'server.see', overview.index],
    ['get', '/calendar', 'backup.see', calendar.show],
    ['get', '/live', 'server.see', live.show],
    ['get', '/palette', 'server.see', navigation.palette],
    ['get', '/sidebar', 'server.see', navigation.sidebar],
    ['get', '/servers', 'server.see', servers.index],
    ['post', '/servers', 'server.change', serverForms.create, 'server.create'],
    ['get', '/servers/new', 'server.change', serverForms.newForm],
    ['post', '/servers/new/check', 'server.change', checks.newServer],
    ['post', '/servers/new/probe', 'server.change', probes.tryOutNew],
    ['post', server, 'server.change', serverForms.update, 'server.update'],
    ['get', `${server}/edit`, 'server.change', serverForms.editForm],
    ['post', `${server}/check`, 'server.change', checks.changedServer],
    ['get', `${server}/removal`, 'server.change', servers.removal],
    ['post', `${server}/removal`, 'server.change', servers.remove, 'server.remove'],
    ['get', `${server}/probe`, 'server.probe', probes.show],
    ['post', `${server}/probe`, 'server.change', probes.tryOutChanged],
  ]
}

/** What is asked of a backup server. */
function remoteRoutes(pages: PageHandlers): Route[] {
  const { backupRemovals, backups, checks, dashboard, jobs, restores, runs } = pages
  return [
    ['get', server, 'backup.see', dashboard.show],
    ['get', `${server}/state`, 'server.see', dashboard.state],
    ['get', `${server}/runs`, 'backup.see', pages.chronicle.runs],
    ['post', `${server}/runs`, 'backup.run', runs.create, 'run.start'],
    ['get', `${server}/events`, 'backup.see', pages.chronicle.events],
    ['get', `${server}/jobs`, 'backup.see', jobs.index],
    ['get', `${server}/jobs/:jobId`, 'backup.see', jobs.show],
    ['get', `${server}/backups`, 'backup.see', backups.index],
    ['get', `${server}/history`, 'backup.see', pages.history.show],
    ['get', `${backup}/file`, 'backup.download', backups.download],
    ['get', `${backup}/removal`, 'backup.remove', backupRemovals.show],
    ['post', `${backup}/removal`, 'backup.remove', backupRemovals.remove, 'backup.remove'],
    ['get', `${server}/restores/new`, 'backup.restore', restores.newForm],
    ['post', `${server}/restores/check`, 'backup.restore', checks.restore],
    ['post', `${server}/restores`, 'backup.restore', restores.create, 'restore.start'],
  ]
}

/** How a backup server works, and whom it tells. */
function settingsRoutes({
  callbacks,
  checks,
  outlooks,
  schedules,
  settings,
}: PageHandlers): Route[] {
  const change = 'settings.change'
  const callback = `${server}/callback`
  const key = `${server}/settings/:key/removal`
  return [
    ['get', callback, change, callbacks.show],
    ['post', callback, change, callbacks.create, 'callback.install'],
    ['post', `${callback}/removal`, change, callbacks.remove, 'callback.remove'],
    ['get', `${server}/settings`, 'settings.see', settings.show],
    ['get', `${server}/settings/schedule`, 'settings.see', schedules.show],
    ['post', `${server}/settings/check`, change, checks.settings],
    ['post', `${server}/settings/preview`, change, outlooks.preview],
    ['post', `${server}/settings/retention`, change, outlooks.retention],
    ['post', `${server}/settings`, change, settings.update, 'settings.update'],
    ['post', key, change, settings.remove, 'settings.reset'],
  ]
}

/** The same act on many. What was chosen arrives in a body from a list, in a query from a link. */
function bulkRoutes({ bulkDownloads, bulkRemovals, bulkRuns }: PageHandlers): Route[] {
  const removals = `${server}/backups/removals`
  return [
    ['get', '/runs', 'backup.run', bulkRuns.index],
    ['post', '/runs', 'backup.run', bulkRuns.create, 'run.start'],
    ['get', '/runs/new', 'backup.run', bulkRuns.choose],
    ['post', '/runs/new', 'backup.run', bulkRuns.choose],
    ['get', `${server}/backups/downloads`, 'backup.download', bulkDownloads.show],
    ['post', `${server}/backups/downloads`, 'backup.download', bulkDownloads.show],
    ['get', removals, 'backup.remove', bulkRemovals.index],
    ['post', removals, 'backup.remove', bulkRemovals.create, 'backup.remove'],
    ['get', `${removals}/new`, 'backup.remove', bulkRemovals.choose],
    ['post', `${removals}/new`, 'backup.remove', bulkRemovals.choose],
  ]
}

interface Gates {
  signInNeeded: RequestHandler
  allow: Allow
  loadServer: RequestHandler
}

/** Builds the router from the table. Whatever is not in it is 404; a known URL asked wrongly is 405. */
export function routes(pages: PageHandlers, gates: Gates): Router {
  const router = Router()
  const methods = new Map<string, Method[]>()
  for (const [method, path, access, handler, act] of routeTable(pages)) {
    const loaded = path.includes(':serverId') ? [gates.loadServer] : []
    router[method](path, ...gatesFor(access, act, gates), ...loaded, handler)
    methods.set(path, [...(methods.get(path) ?? []), method])
  }
  for (const [path, known] of methods) router.all(path, refuseMethod(known))
  return router
}

function gatesFor(
  access: Access,
  act: AuditAction | undefined,
  { signInNeeded, allow }: Gates,
): RequestHandler[] {
  if (access === 'everyone') return []
  return access === 'signed-in' ? [signInNeeded] : [signInNeeded, allow(access, act)]
}

function refuseMethod(known: Method[]): RequestHandler {
  const allowed = known.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : ['POST']))
  return (_req, res) => {
    res.setHeader('Allow', allowed.join(', '))
    throw new MethodNotAllowed('This address cannot be asked that way.')
  }
}
