import { Passport } from 'passport'
import type { AuditAction } from '../../src/core/audit.ts'
import { pageHandlers } from '../../src/web/pages.ts'
import { paths } from '../../src/web/paths.ts'
import { type Access, type Method, routeTable } from '../../src/web/routes.ts'
import type { TestPanel } from './panel.ts'

export type RouteRow = readonly [
  method: Method,
  path: string,
  access: Access,
  act: AuditAction | undefined,
]

/** Every row of the panel's own table, with the parameters of its path filled in. */
export function routeRows(panel: TestPanel, serverId: string): RouteRow[] {
  const options = { passport: new Passport(), baseUrl: undefined, paths: paths() }
  const table = routeTable(pageHandlers(panel.services, options))
  return table.map(([method, path, access, _, act]) => [
    method,
    filledIn(path, serverId),
    access,
    act,
  ])
}

function filledIn(path: string, serverId: string): string {
  return path
    .replace(':serverId', serverId)
    .replace(':backupId', 'last:a.sql')
    .replace(':jobId', '0123456789abcdef')
    .replace(':key', 'SCHEDULE')
}
