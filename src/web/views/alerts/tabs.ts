import { may } from '../../../core/permissions.ts'
import type { Frame } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'

export type AlertTabName =
  | 'Problems'
  | 'Channels'
  | 'Rules'
  | 'Maintenance'
  | 'Summary'
  | 'Dead-man ping'

export interface AlertTab {
  text: string
  href: string
  isCurrent: boolean
}

/** Whoever may not change anything sees the problems alone, and needs no tabs. */
export function alertTabs(current: AlertTabName, { role, paths }: Viewer): AlertTab[] {
  if (!may(role, 'alert.change')) return []
  const tab = (text: AlertTabName, href: string) => ({ text, href, isCurrent: text === current })
  return [
    tab('Problems', paths.alerts()),
    tab('Channels', paths.alertChannels()),
    tab('Rules', paths.alertRules()),
    tab('Maintenance', paths.maintenanceWindows()),
    tab('Summary', paths.alertDigest()),
    tab('Dead-man ping', paths.alertPing()),
  ]
}

/** Where a page below a tab is. */
export function alertCrumbs(
  list: { text: string; href: string },
  page: string,
  { paths }: Viewer,
): Frame['crumbs'] {
  return [{ text: 'Alerts', href: paths.alerts() }, list, { text: page, href: null }]
}
