export const roles = ['viewer', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Every right there is. Each row of the route table names the one it needs. */
export type Permission =
  | 'server.see'
  | 'server.change'
  | 'server.probe'
  | 'backup.see'
  | 'backup.download'
  | 'backup.run'
  | 'backup.remove'
  | 'backup.restore'
  | 'settings.see'
  | 'settings.change'
  | 'audit.see'
  | 'user.change'
  | 'alert.see'
  | 'alert.change'

const viewer: Permission[] = ['server.see', 'backup.see', 'settings.see', 'alert.see']
const operator: Permission[] = [
  ...viewer,
  'server.probe',
  'backup.download',
  'backup.run',
  'backup.remove',
  'backup.restore',
]
const admin: Permission[] = [
  ...operator,
  'server.change',
  'settings.change',
  'audit.see',
  'user.change',
  'alert.change',
]

const granted: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set(viewer),
  operator: new Set(operator),
  admin: new Set(admin),
}

export function may(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}
