import type { Problem } from '../../../core/alerts/problems.ts'
import { may } from '../../../core/permissions.ts'
import { span } from '../../../core/wording.ts'
import type { ShownIncident } from '../../../services/alerts/overview.ts'
import type { TimeView } from '../../format.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type MessageRow, messageRow, type ShownMessage } from './message-row.ts'
import { type AlertTab, alertTabs } from './tabs.ts'
import { severityBadges } from './words.ts'

interface ProblemRow {
  server: string
  href: string
  title: string
  /** What it shows in besides. */
  others: string[]
  /** What ended it. */
  ending: string | null
  badge: Badge
  since: TimeView
  lasted: string
  /** Until when nobody is told of it, as a sentence. */
  muted: string | null
}

export interface AlertsView extends Framed {
  tabs: AlertTab[]
  summary: string
  open: ProblemRow[]
  closed: ProblemRow[]
  /** Null: whoever looks may not see where messages go. */
  messages: MessageRow[] | null
  /** For whoever can change that nobody is told. */
  addChannelHref: string | null
}

export interface AlertsInput {
  open: Problem<ShownIncident>[]
  closed: ShownIncident[]
  /** How many are open, shown or not. */
  total: number
  messages: ShownMessage[] | null
  hasChannels: boolean
}

export function alertsView(input: AlertsInput, viewer: Viewer): AlertsView {
  const { open, closed, total, messages, hasChannels } = input
  const { role, paths } = viewer
  const mutedCount = open.filter(({ lead: { mutedUntil } }) => mutedUntil !== null).length
  return {
    frame: { title: 'Alerts', section: 'alerts', crumbs: [], header: null },
    tabs: alertTabs('Problems', viewer),
    summary: summary(total, mutedCount, open.length),
    open: open.map(({ lead, others }) => problemRow(lead, others, viewer)),
    closed: closed.map((shown) => problemRow(shown, [], viewer)),
    messages: messages?.map((each) => messageRow(each, viewer)) ?? null,
    addChannelHref: hasChannels || !may(role, 'alert.change') ? null : paths.newAlertChannel(),
  }
}

function summary(total: number, muted: number, shown: number): string {
  if (total === 0) return 'Nothing is wrong that the panel knows of.'
  const problems = total === 1 ? '1 open problem' : `${total} open problems`
  const parts = [problems, ...(muted > 0 ? [`${muted} muted`] : [])]
  return `${parts.join(', ')}${shown < total ? `; the newest ${shown} are shown` : ''}.`
}

function problemRow(
  { incident, server, mutedUntil }: ShownIncident,
  others: ShownIncident[],
  viewer: Viewer,
): ProblemRow {
  const { format, paths, now } = viewer
  const { openedAt, closedAt, title, ending, severity } = incident
  return {
    server: server.name,
    href: paths.server(server.id),
    title,
    others: others.map((other) => other.incident.title),
    ending,
    badge: severityBadges[severity],
    since: format.time(openedAt),
    lasted: span(Number(closedAt ?? now) - Number(openedAt)),
    muted:
      mutedUntil !== null && closedAt === null
        ? `Muted until ${format.time(mutedUntil).text}`
        : null,
  }
}
