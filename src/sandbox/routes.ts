import * as backups from './handlers/backups.ts'
import type { Handler } from './handlers/call.ts'
import * as config from './handlers/config.ts'
import * as jobs from './handlers/jobs.ts'
import * as status from './handlers/status.ts'
import type { Route } from './http/router.ts'

/** The only route that asks for no token. */
export const openRoute: Route<Handler> = {
  method: 'GET',
  pattern: '/healthz',
  handler: status.healthz,
}

export const routes: readonly Route<Handler>[] = [
  { method: 'GET', pattern: '/status', handler: status.status },
  { method: 'GET', pattern: '/backups', handler: backups.list },
  { method: 'GET', pattern: '/backups/{}/{}', handler: backups.download },
  { method: 'DELETE', pattern: '/backups/{}/{}', handler: backups.remove },
  { method: 'POST', pattern: '/backup', handler: jobs.backup },
  { method: 'POST', pattern: '/restore', handler: jobs.restore },
  { method: 'GET', pattern: '/jobs', handler: jobs.list },
  { method: 'GET', pattern: '/jobs/{}', handler: jobs.show },
  { method: 'GET', pattern: '/config', handler: config.show },
  { method: 'PATCH', pattern: '/config', handler: config.update },
  { method: 'DELETE', pattern: '/config/{}', handler: config.reset },
]
