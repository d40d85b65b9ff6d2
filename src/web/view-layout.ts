import { may } from '../core/permissions.ts'
import type { User } from '../core/user.ts'
import type { Assets } from './assets.ts'
import type { Paths } from './paths.ts'
import type { Icon, Tone } from './views/badge.ts'
import type { Crumb, Flash, Frame, Section } from './views/frame.ts'
import type { ServerHeader } from './views/server-header.ts'

/** In the order of their cascade layers. */
const stylesheets = [
  'tokens',
  'base',
  'layout',
  'controls',
  'components',
  'server',
  'pages',
  'settings',
  'tables',
  'cards',
  'icons',
]

const flashIcons = {
  ok: 'check',
  warn: 'alert',
  bad: 'cross',
  info: 'info',
  quiet: 'info',
} satisfies Record<Tone, Icon>

export interface LayoutView {
  documentTitle: string
  stylesheets: string[]
  script: string
  favicon: string
  logo: string
  homeHref: string
  nav: { text: string; href: string; icon: Section; isCurrent: boolean }[]
  /** Null before sign-in: then there is no navigation either. */
  account: { username: string; role: string; href: string; logoutAction: string } | null
  flash: { tone: Tone; icon: Icon; text: string; link: { text: string; href: string } | null }[]
  crumbs: Crumb[]
  header: ServerHeader | null
  /** Already rendered. */
  body: string
}

/** What the layout draws around a page that is already rendered. */
export function layoutView(
  body: string,
  frame: Frame,
  request: { user: User | null; flash: Flash[] },
  site: { paths: Paths; assets: Assets },
): LayoutView {
  const { paths, assets } = site
  const { user } = request
  return {
    documentTitle: documentTitle(frame),
    stylesheets: stylesheets.map((name) => assets.url(`styles/${name}.css`)),
    script: assets.url('scripts/app.js'),
    favicon: assets.url('favicon.svg'),
    logo: assets.url('logo.svg'),
    homeHref: paths.home(),
    nav: user === null ? [] : nav(user, frame.section, paths),
    account: user && {
      username: user.username,
      role: user.role,
      href: paths.account(),
      logoutAction: paths.logout(),
    },
    flash: request.flash.map(({ tone, text, link }) => ({
      tone,
      icon: flashIcons[tone],
      text,
      link: link ?? null,
    })),
    crumbs: user === null ? [] : frame.crumbs,
    header: user === null ? null : frame.header,
    body,
  }
}

function documentTitle({ title, header }: Frame): string {
  const server = header === null || header.name === title ? [] : [header.name]
  return [title, ...server, 'backupgram-admin'].join(' · ')
}

function nav(user: User, section: Section | null, paths: Paths): LayoutView['nav'] {
  const entry = (text: string, icon: Section, href: string) => ({
    text,
    icon,
    href,
    isCurrent: icon === section,
  })
  const entries = [entry('Servers', 'servers', paths.servers())]
  if (may(user.role, 'audit.see')) entries.push(entry('Audit log', 'audit', paths.audit()))
  return entries
}
