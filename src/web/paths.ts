import { alertPaths } from './alert-paths.ts'

/** What narrows, orders and pages the list of servers. Empty parts are left out of the URL. */
export interface ServersQuery {
  q?: string
  tag?: string
  status?: string
  sort?: string
  page?: number
}

/** Values for a query string; undefined, empty and first-page values leave no trace in the URL. */
export type Query = Record<string, string | number | undefined>

export type Paths = ReturnType<typeof paths>

/** Every URL of the panel, below the base path. Templates never build one. */
export function paths(basePath = '') {
  const at = (path: string) => `${basePath}${path}`
  return {
    basePath,
    home: () => at('/'),
    overview: (query: Query = {}) => at('/') + queryString(query),
    /** A month, or with `day` the runs of that day. */
    calendar: (query: Query = {}) => at('/calendar') + queryString(query),
    login: (next?: string) => at('/login') + queryString({ next }),
    logout: () => at('/logout'),
    density: () => at('/density'),
    setup: () => at('/setup'),
    /** `before`: the id of the last record of the page before. */
    audit: (query: Query = {}) => at('/audit') + queryString(query),
    users: () => at('/users'),
    newUser: () => at('/users/new'),
    newUserCheck: () => at('/users/new/check'),
    ...userPaths(at),
    ...alertPaths(at),
    account: () => at('/account'),
    password: () => at('/account/password'),
    assets: () => at('/assets'),
    live: () => at('/live'),
    palette: () => at('/palette'),
    /** With the server that is being looked at, if any. */
    sidebar: (server?: string) => at('/sidebar') + queryString({ server }),
    ...serverPaths(at),
    ...backupPaths(at),
  }
}

function userPaths(at: (path: string) => string) {
  const user = (userId: string) => at(`/users/${encodeURIComponent(userId)}`)
  return {
    user,
    userPassword: (userId: string) => `${user(userId)}/password`,
    userRemoval: (userId: string) => `${user(userId)}/removal`,
  }
}

function serverPaths(at: (path: string) => string) {
  const server = (serverId: string) => at(`/servers/${encodeURIComponent(serverId)}`)
  return {
    servers: (query: ServersQuery = {}) => at('/servers') + queryString({ ...query }),
    newServer: () => at('/servers/new'),
    newServerProbe: () => at('/servers/new/probe'),
    server,
    editServer: (serverId: string) => `${server(serverId)}/edit`,
    newServerCheck: () => at('/servers/new/check'),
    serverCheck: (serverId: string) => `${server(serverId)}/check`,
    serverRemoval: (serverId: string) => `${server(serverId)}/removal`,
    serverProbe: (serverId: string) => `${server(serverId)}/probe`,
    newManyRuns: () => at('/runs/new'),
    /** Backups that were started together. */
    manyRuns: () => at('/runs'),
    /** Of maintenance: to mute it for a while. */
    serverWindows: (serverId: string) => `${server(serverId)}/windows`,
    serverState: (serverId: string) => `${server(serverId)}/state`,
  }
}

function backupPaths(at: (path: string) => string) {
  const below = (serverId: string, rest: string) =>
    at(`/servers/${encodeURIComponent(serverId)}/${rest}`)
  return {
    runs: (serverId: string, query: Query = {}) => below(serverId, 'runs') + queryString(query),
    /** What changed on it. */
    events: (serverId: string, query: Query = {}) => below(serverId, 'events') + queryString(query),
    jobs: (serverId: string, query: Query = {}) => below(serverId, 'jobs') + queryString(query),
    job: (serverId: string, jobId: string) => below(serverId, `jobs/${encodeURIComponent(jobId)}`),
    backups: (serverId: string, query: Query = {}) =>
      below(serverId, 'backups') + queryString(query),
    /** Sizes, days and retention: of one database, or of all at a glance. */
    history: (serverId: string, query: Query = {}) =>
      below(serverId, 'history') + queryString(query),
    backupFile: (serverId: string, backupId: string) =>
      below(serverId, `backups/${encodeURIComponent(backupId)}/file`),
    backupRemoval: (serverId: string, backupId: string) =>
      below(serverId, `backups/${encodeURIComponent(backupId)}/removal`),
    backupDownloads: (serverId: string) => below(serverId, 'backups/downloads'),
    newManyBackupRemovals: (serverId: string) => below(serverId, 'backups/removals/new'),
    manyBackupRemovals: (serverId: string) => below(serverId, 'backups/removals'),
    newRestore: (serverId: string, backupId?: string) =>
      below(serverId, 'restores/new') + queryString({ backup: backupId }),
    /** With the answers that were given so far. */
    restoreStep: (serverId: string, answers: Query) =>
      below(serverId, 'restores/new') + queryString(answers),
    restores: (serverId: string) => below(serverId, 'restores'),
    restoreCheck: (serverId: string) => below(serverId, 'restores/check'),
    settings: (serverId: string) => below(serverId, 'settings'),
    /** The page on which a server is told to call the panel; where it calls is no page. */
    callback: (serverId: string) => below(serverId, 'callback'),
    callbackRemoval: (serverId: string) => below(serverId, 'callback/removal'),
    settingsCheck: (serverId: string) => below(serverId, 'settings/check'),
    settingsPreview: (serverId: string) => below(serverId, 'settings/preview'),
    settingsRetention: (serverId: string) => below(serverId, 'settings/retention'),
    settingsSchedule: (serverId: string) => below(serverId, 'settings/schedule'),
    settingRemoval: (serverId: string, key: string) =>
      below(serverId, `settings/${encodeURIComponent(key)}/removal`),
  }
}

function queryString(query: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === '' || (key === 'page' && value === 1)) continue
    search.set(key, String(value))
  }
  return search.size === 0 ? '' : `?${search}`
}
