import { may } from '../core/permissions.ts'
import type { User } from '../core/user.ts'
import type { Assets } from './assets/assets.ts'
import type { Density } from './density.ts'
import type { Format } from './format.ts'
import type { Paths } from './paths.ts'
import type { Crumb, Flash, Frame, Section } from './views/frame/frame.ts'
import { type Shortcut, shortcutsFor } from './views/frame/shortcuts.ts'
import type { Icon, Tone } from './views/pieces/badge.ts'
import type { ServerGlance } from './views/servers/server-glance.ts'
import type { ServerHeader } from './views/servers/server-header.ts'

const flashIcons = {
  ok: 'check',
  warn: 'alert',
  bad: 'cross',
  info: 'info',
  quiet: 'info',
} satisfies Record<Tone, Icon>

export interface LayoutView {
  documentTitle: string
  /** In which scripts retell times. No zone: in the browser's own. */
  locale: string
  timeZone: string
  density: Density
  stylesheets: string[]
  script: string
  favicon: string
  logo: string
  homeHref: string
  nav: { text: string; href: string; icon: Section; shortcut: string; isCurrent: boolean }[]
  /** Where scripts are told what has changed. */
  streamHref: string
  /** Where scripts learn that the session has ended. */
  signInHref: string
  /** What scripts fetch once the page is drawn. */
  fragments: { sidebar: string; palette: string }
  /** What is around the page: nothing before sign-in, nor on a wall. */
  shape: 'whole' | 'bare' | 'alone'
  /** Null where there is no navigation. */
  account: { username: string; role: string; href: string; logoutAction: string } | null
  flash: { tone: Tone; icon: Icon; text: string; link: { text: string; href: string } | null }[]
  shortcuts: Shortcut[]
  crumbs: Crumb[]
  header: (ServerHeader & { glance: ServerGlance | null }) | null
  /** Already rendered. */
  body: string
}

/** What a page is asked for by, and shown to. */
interface LayoutRequest {
  user: User | null
  flash: Flash[]
  format: Format
  glance: ServerGlance | null
  density: Density
}

/** What the layout draws around a page that is already rendered. */
export function layoutView(
  body: string,
  frame: Frame,
  request: LayoutRequest,
  site: { paths: Paths; assets: Assets },
): LayoutView {
  const { paths, assets } = site
  const { user } = request
  return {
    documentTitle: documentTitle(frame),
    locale: request.format.locale,
    density: request.density,
    timeZone: user?.preferences.timeZone ? request.format.timeZone : '',
    stylesheets: assets.stylesheets,
    script: assets.script,
    favicon: assets.url('favicon.svg'),
    logo: assets.url('logo.svg'),
    homeHref: paths.home(),
    nav: user === null ? [] : nav(user, frame.section, paths),
    streamHref: paths.live(),
    signInHref: paths.login(),
    fragments: { sidebar: paths.sidebar(frame.header?.id), palette: paths.palette() },
    shape: user === null ? 'bare' : frame.isAlone ? 'alone' : 'whole',
    account:
      user && !frame.isAlone
        ? {
            username: user.username,
            role: user.role,
            href: paths.account(),
            logoutAction: paths.logout(),
          }
        : null,
    flash: request.flash.map(({ tone, text, link }) => ({
      tone,
      icon: flashIcons[tone],
      text,
      link: link ?? null,
    })),
    shortcuts: user === null ? [] : shortcutsFor(user.role),
    crumbs: user === null ? [] : frame.crumbs,
    header: user && frame.header && { ...frame.header, glance: request.glance },
    body,
  }
}

function documentTitle({ title, header }: Frame): string {
  const server = header === null || header.name === title ? [] : [header.name]
  return [title, ...server, 'backupgram-admin'].join(' · ')
}

function nav(user: User, section: Section | null, paths: Paths): LayoutView['nav'] {
  const entry = (text: string, icon: Section, href: string, shortcut: string) => ({
    text,
    icon,
    href,
    shortcut,
    isCurrent: icon === section,
  })
  const entries = [
    entry('Overview', 'overview', paths.home(), 'g o'),
    entry('Servers', 'servers', paths.servers(), 'g s'),
    entry('Calendar', 'calendar', paths.calendar(), 'g c'),
    entry('Alerts', 'alerts', paths.alerts(), 'g a'),
  ]
  if (may(user.role, 'audit.see')) entries.push(entry('Audit log', 'audit', paths.audit(), 'g l'))
  if (may(user.role, 'user.change')) entries.push(entry('People', 'person', paths.users(), 'g p'))
  return entries
}
