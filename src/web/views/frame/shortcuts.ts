import { may, type Permission, type Role } from '../../../core/permissions.ts'

/** A key, or keys one after another, and what they do; public/scripts/shortcuts.js carries them out. */
export interface Shortcut {
  keys: string[]
  text: string
}

const all: (Shortcut & { permission?: Permission })[] = [
  { keys: ['Ctrl K'], text: 'Go to any server, page or action' },
  { keys: ['g', 'o'], text: 'Overview' },
  { keys: ['g', 's'], text: 'Servers' },
  { keys: ['g', 'c'], text: 'Calendar' },
  { keys: ['g', 'a'], text: 'Alerts', permission: 'alert.see' },
  { keys: ['g', 'l'], text: 'Audit log', permission: 'audit.see' },
  { keys: ['g', 'p'], text: 'People', permission: 'user.change' },
  { keys: ['/'], text: 'Search on this page' },
  { keys: ['r'], text: 'Run a backup of this server; asks first', permission: 'backup.run' },
  { keys: ['j'], text: 'Next row' },
  { keys: ['k'], text: 'Previous row' },
  { keys: ['?'], text: 'This list' },
  { keys: ['Esc'], text: 'Close, or leave a field' },
]

export function shortcutsFor(role: Role): Shortcut[] {
  return all.filter(({ permission }) => permission === undefined || may(role, permission))
}
