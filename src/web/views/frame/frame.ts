import type { Tone } from '../pieces/badge.ts'
import type { ServerHeader } from '../servers/server-header.ts'

export type Section = 'overview' | 'servers' | 'calendar' | 'alerts' | 'audit' | 'person'

/** The last crumb is the page itself and has no link. */
export interface Crumb {
  text: string
  href: string | null
}

/** What each page tells the layout about itself. Part of every page's view. */
export interface Frame {
  /** The page's own name; the layout adds the server's and the panel's. */
  title: string
  /** Which entry of the navigation is lit. */
  section: Section | null
  crumbs: Crumb[]
  /** On the pages of one server: its name, tabs and main action. */
  header: ServerHeader | null
  /** For screens that nobody sits at: no navigation around it. */
  isAlone?: true
}

export interface Framed {
  frame: Frame
}

/** A message that outlived a redirect. */
export interface Flash {
  tone: Tone
  text: string
  link?: { text: string; href: string }
}

/** A frame without anything around it: sign-in, setup and errors before sign-in. */
export function bareFrame(title: string): Frame {
  return { title, section: null, crumbs: [], header: null }
}
