import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type AlertTab, type AlertTabName, alertTabs } from './tabs.ts'

export interface AlertCell {
  text: string
  time: TimeView | null
}

/** A list of what was set up for alerts. */
export interface AlertListView extends Framed {
  tabs: AlertTab[]
  heading: string
  intro: string
  add: { text: string; href: string }
  columns: string[]
  rows: { name: string; href: string; badge: Badge; cells: AlertCell[] }[]
  empty: { title: string; text: string }
}

type Given = Omit<AlertListView, 'frame' | 'tabs'> & { tab: AlertTabName }

export function alertList({ tab, ...list }: Given, viewer: Viewer): AlertListView {
  return {
    frame: { title: list.heading, section: 'alerts', crumbs: [], header: null },
    tabs: alertTabs(tab, viewer),
    ...list,
  }
}

export const cell = (text: string): AlertCell => ({ text, time: null })
export const timeCell = (time: TimeView | null, none: string): AlertCell => ({ text: none, time })
