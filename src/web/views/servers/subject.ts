import { may, type Permission } from '../../../core/permissions.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Facets } from './server-header.ts'

/** The server that a page is about, and all that its kind can do. */
export interface Subject {
  server: BackupServer
  facets: Facets & { callbacks: boolean; downloads: boolean; removals: boolean }
}

/** An action is offered when the kind of server can do it, it is not paused, and the person may. */
export function isOffered(
  { server, facets }: Subject,
  facet: keyof Subject['facets'],
  permission: Permission,
  viewer: Viewer,
): boolean {
  return facets[facet] && server.isEnabled && may(viewer.role, permission)
}
