import type { Role } from '../../src/core/permissions.ts'
import type { BackupServer } from '../../src/core/server.ts'
import type { User } from '../../src/core/user.ts'
import { formatter } from '../../src/web/format.ts'
import { paths } from '../../src/web/paths.ts'
import type { Viewer } from '../../src/web/views/frame/viewer.ts'

export const noon = new Date('2026-11-20T12:00:00Z')

const roleOf = { vera: 'viewer', otto: 'operator', ann: 'admin' } satisfies Record<string, Role>
export type Person = keyof typeof roleOf

/** Ann administers, Otto operates, Vera looks. */
export function aUser(username: Person, changes: Partial<User> = {}): User {
  const role = roleOf[username]
  const preferences = { locale: null, timeZone: null }
  const person = { id: `u-${username}`, username, role, preferences }
  return { ...person, createdAt: noon, lastSignInAt: null, ...changes }
}

export function aViewer(username: Person, basePath = ''): Viewer {
  return viewerAs(roleOf[username], basePath)
}

/** Somebody who may what a role may, whoever it is. */
export function viewerAs(role: Role, basePath: string, now = noon): Viewer {
  return { role, paths: paths(basePath), format: formatter(), now }
}

export function aServer(changes: Partial<BackupServer> = {}): BackupServer {
  return {
    id: 's1',
    name: 'Shop',
    kind: 'backupgram',
    baseUrl: 'http://backup:8080',
    verifyTls: true,
    timeoutMs: 10_000,
    isEnabled: true,
    tags: [],
    pollIntervalMs: 60_000,
    maxAgeMs: null,
    databaseMaxAges: [],
    createdAt: noon,
    updatedAt: noon,
    ...changes,
  }
}
