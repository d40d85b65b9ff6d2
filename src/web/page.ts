import type { Response } from 'express'
import type { User as Person } from '../core/user.ts'
import type { Assets } from './assets/assets.ts'
import { densityOf } from './density.ts'
import type { Format } from './format.ts'
import type { Paths } from './paths.ts'
import type { RequestFormat } from './request-format.ts'
import type { StyleguideView } from './styleguide/styleguide.ts'
import type { Templates } from './templates.ts'
import { layoutView } from './view-layout.ts'
import type { AlertsView } from './views/alerts/alerts.ts'
import type { ChannelKindsView } from './views/alerts/channel-form.ts'
import type { AlertFormView } from './views/alerts/form.ts'
import type { AlertListView } from './views/alerts/list.ts'
import type { AuditView } from './views/audit/audit.ts'
import type { BackupRemovalView } from './views/backups/backup-removal.ts'
import type { BackupsView } from './views/backups/backups.ts'
import type { BulkConfirmationView } from './views/bulk/bulk-confirmation.ts'
import type { BulkDownloadsView } from './views/bulk/bulk-downloads.ts'
import type { BulkResultView } from './views/bulk/bulk-result.ts'
import type { CalendarView } from './views/calendar/calendar.ts'
import type { CalendarDayView } from './views/calendar/calendar-day.ts'
import type { DashboardView } from './views/dashboard/dashboard.ts'
import type { ErrorView } from './views/frame/errors.ts'
import type { Flash, Framed } from './views/frame/frame.ts'
import type { SidebarView } from './views/frame/sidebar.ts'
import type { Viewer } from './views/frame/viewer.ts'
import type { DatabaseHistoryView, HistoryIndexView } from './views/history/history.ts'
import type { JobView } from './views/jobs/job.ts'
import type { JobNoticeView } from './views/jobs/job-notice.ts'
import type { JobsView } from './views/jobs/jobs.ts'
import type { BoardView } from './views/overview/board.ts'
import type { OverviewView } from './views/overview/overview.ts'
import type { AccountView } from './views/people/account.ts'
import type { SignInView } from './views/people/sessions.ts'
import type { SetupView } from './views/people/setup.ts'
import type { NewUserView, UserView } from './views/people/user-forms.ts'
import type { UsersView } from './views/people/users.ts'
import type { RemovalView } from './views/pieces/removal.ts'
import type { RestoreView } from './views/restores/restore.ts'
import type { EventsView } from './views/runs/events.ts'
import type { RunsView } from './views/runs/runs.ts'
import type { CallbackView } from './views/servers/callback.ts'
import type { ProbeView } from './views/servers/probe.ts'
import type { ServerFormView } from './views/servers/server-form.ts'
import { type ServerGlance, serverGlance } from './views/servers/server-glance.ts'
import type { ServerStateView } from './views/servers/server-state.ts'
import type { ServersView } from './views/servers/servers.ts'
import type { ConflictsView } from './views/settings/conflicts.ts'
import type { ConsequencesView } from './views/settings/consequences.ts'
import type { RetentionView } from './views/settings/retention.ts'
import type { ScheduleHintView } from './views/settings/schedule.ts'
import type { SettingsView } from './views/settings/settings.ts'
import type { SettingsPreviewView } from './views/settings/settings-preview.ts'

/** Each template that is a page, and the view it needs. */
export interface Pages {
  'account/show': AccountView
  'alerts/form': AlertFormView
  'alerts/index': AlertsView
  'alerts/kinds': ChannelKindsView
  'alerts/list': AlertListView
  'alerts/removal': RemovalView
  'audit/index': AuditView
  'backups/index': BackupsView
  'backups/removal': BackupRemovalView
  'bulk/confirmation': BulkConfirmationView
  'bulk/downloads': BulkDownloadsView
  'bulk/result': BulkResultView
  'calendar/day': CalendarDayView
  'calendar/show': CalendarView
  'dashboard/show': DashboardView
  'errors/show': ErrorView
  'history/index': HistoryIndexView
  'history/show': DatabaseHistoryView
  'jobs/index': JobsView
  'jobs/show': JobView
  'overview/board': BoardView
  'overview/index': OverviewView
  'restores/new': RestoreView
  'servers/callback': CallbackView
  'runs/events': EventsView
  'runs/index': RunsView
  'servers/form': ServerFormView
  'servers/index': ServersView
  'servers/probe': ProbeView
  'servers/removal': RemovalView
  'sessions/new': SignInView
  'settings/preview': SettingsPreviewView
  'settings/show': SettingsView
  'setup/new': SetupView
  'users/edit': UserView
  'users/index': UsersView
  'users/new': NewUserView
  'users/removal': RemovalView
  'styleguide/show': StyleguideView
}

/** Templates answered without the layout, for scripts to place. */
export interface Fragments {
  'jobs/notice': JobNoticeView
  'servers/state': ServerStateView
  'settings/conflicts': ConflictsView
  'settings/consequences': ConsequencesView
  'settings/retention': RetentionView
  'settings/schedule': ScheduleHintView
  'sidebar/servers': SidebarView
}

/** What every page of the panel shares; kept in `app.locals.site`. */
export interface Site {
  templates: Templates
  assets: Assets
  paths: Paths
  formatFor: RequestFormat
}

declare global {
  namespace Express {
    interface Locals {
      site?: Site
      user?: Person
      flash?: Flash[]
    }
  }
}

/** Answers with a page inside the layout. A wrong view or an unknown page is a compile error. */
export function renderPage<P extends keyof Pages>(res: Response, page: P, view: Pages[P]): void {
  const site = siteOf(res)
  const body = site.templates.render(page, view)
  const { frame }: Framed = view
  const { user = null, flash = [] } = res.locals as Express.Locals
  const request = {
    user,
    flash,
    format: formatOf(res),
    glance: glanceOf(res),
    density: densityOf(res.req),
  }
  asPage(res).send(site.templates.render('layout', layoutView(body, frame, request, site)))
}

/** A fragment as text, for what is not answered as a page. */
export type FragmentText = <F extends keyof Fragments>(fragment: F, view: Fragments[F]) => string

export function fragmentText(res: Response): FragmentText {
  const { templates } = siteOf(res)
  return (fragment, view) => templates.render(fragment, view)
}

export function renderFragment<F extends keyof Fragments>(
  res: Response,
  fragment: F,
  view: Fragments[F],
): void {
  asPage(res).send(fragmentText(res)(fragment, view))
}

/** No cache keeps a page: after signing out, the back button shows nothing. */
function asPage(res: Response): Response {
  return res.type('html').set('Cache-Control', 'no-store')
}

/** The person at the other end. Throws where no sign-in was demanded. */
export function viewerOf(res: Response): Viewer {
  const { user } = res.locals
  if (user === undefined) throw new Error('A page for signed-in people was drawn without one')
  return { role: user.role, paths: siteOf(res).paths, format: formatOf(res), now: new Date() }
}

/** What was last found out about the server of the page. Contacts nobody. */
function glanceOf(res: Response): ServerGlance | null {
  const last = res.locals.standing?.() ?? null
  return last && serverGlance(last, viewerOf(res))
}

function formatOf(res: Response): Format {
  return siteOf(res).formatFor(res.req, res.locals.user?.preferences)
}

/** What every page shares. Throws when the app was composed without it. */
export function siteOf(res: Response): Site {
  const site: Site | undefined = res.app.locals.site
  if (site === undefined) throw new Error('app.locals.site is not set')
  return site
}
