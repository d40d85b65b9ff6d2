import type { Viewer } from '../frame/viewer.ts'
import type { RemovalView } from '../pieces/removal.ts'
import { alertCrumbs } from './tabs.ts'

/** What is to be deleted, and what follows. */
export interface Removed {
  list: { text: string; href: string }
  /** `channel Pager`. */
  what: string
  consequences: string[]
  action: string
  cancelHref: string
  /** Said when it is done. */
  farewell: string
}

/** A click is enough: whatever is deleted here can be made anew. */
export function alertRemovalView(removed: Removed, viewer: Viewer): RemovalView {
  const { list, what, consequences, action, cancelHref } = removed
  const heading = `Delete ${what}?`
  return {
    frame: {
      title: heading,
      section: 'alerts',
      crumbs: alertCrumbs(list, 'Delete', viewer),
      header: null,
    },
    confirmation: {
      heading,
      consequences,
      action,
      submitText: 'Delete',
      cancelHref,
      summary: null,
      typed: null,
    },
  }
}
