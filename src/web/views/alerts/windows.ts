import {
  isOnce,
  isPast,
  type MaintenanceWindow,
  openUntil,
} from '../../../core/alerts/maintenance.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type AlertListView, alertList, cell } from './list.ts'
import { scopeWords } from './shared-fields.ts'
import { clockText, weekdayNames } from './words.ts'

export function windowsView(
  windows: MaintenanceWindow[],
  servers: BackupServer[],
  viewer: Viewer,
): AlertListView {
  const { paths, now } = viewer
  return alertList(
    {
      tab: 'Maintenance',
      heading: 'Maintenance windows',
      intro:
        'While one is open, nobody is told of its servers. What happens is noted, and told afterwards if it is still so.',
      add: { text: 'Add a window', href: paths.newMaintenanceWindow() },
      columns: ['When', 'Servers', 'Made by'],
      rows: windows.map((window) => ({
        name: window.reason,
        href: paths.maintenanceWindow(window.id),
        badge: badgeOf(window, now),
        cells: [
          cell(timeWords(window, viewer)),
          cell(scopeWords(window, servers)),
          cell(window.createdBy),
        ],
      })),
      empty: { title: 'No maintenance windows yet', text: 'Nothing is held back for maintenance.' },
    },
    viewer,
  )
}

function badgeOf(window: MaintenanceWindow, now: Date): Badge {
  if (openUntil(window, now) !== null) return { tone: 'warn', icon: 'pause', text: 'Open' }
  return isPast(window, now)
    ? { tone: 'quiet', icon: 'skip', text: 'Over' }
    : { tone: 'info', icon: 'clock', text: 'To come' }
}

function timeWords({ time }: MaintenanceWindow, { format }: Viewer): string {
  if (isOnce(time)) return format.range(time.startsAt, time.endsAt)
  const days = time.weekdays.map((day) => weekdayNames[day]?.slice(0, 3)).join(', ')
  return `${days} ${clockText(time.from)}–${clockText(time.until)} ${time.zone}`
}
