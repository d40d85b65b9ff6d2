/** A key, or keys one after another, and what they do; public/scripts/shortcuts.js carries them out. */
export interface Shortcut {
  keys: string[]
  text: string
}

export const shortcuts: Shortcut[] = [
  { keys: ['Ctrl K'], text: 'Go to any server, page or action' },
  { keys: ['g', 's'], text: 'Servers' },
  { keys: ['g', 'a'], text: 'Audit log' },
  { keys: ['/'], text: 'Search this page' },
  { keys: ['r'], text: 'Run a backup of this server; asks first' },
  { keys: ['j'], text: 'Next row' },
  { keys: ['k'], text: 'Previous row' },
  { keys: ['?'], text: 'This list' },
  { keys: ['Esc'], text: 'Close, or leave a field' },
]
