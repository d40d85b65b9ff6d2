import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { AlertRule } from '../../../core/alerts/rule.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { Viewer } from '../frame/viewer.ts'
import type { Badge } from '../pieces/badge.ts'
import { type AlertListView, alertList, cell } from './list.ts'
import { scopeWords } from './shared-fields.ts'
import { clockText, severityWordings } from './words.ts'

interface Rules {
  rules: AlertRule[]
  channels: AlertChannel[]
  servers: BackupServer[]
}

export function rulesView({ rules, channels, servers }: Rules, viewer: Viewer): AlertListView {
  const { paths } = viewer
  const nameOf = new Map(channels.map(({ id, name }) => [id, name]))
  return alertList(
    {
      tab: 'Rules',
      heading: 'Rules',
      intro: 'Which events are told to whom, and when. One that no rule matches is only noted.',
      add: { text: 'Add a rule', href: paths.newAlertRule() },
      columns: ['What', 'Servers', 'To', 'Quiet hours'],
      rows: rules.map((rule) => ({
        name: rule.name,
        href: paths.alertRule(rule.id),
        badge: badgeOf(rule),
        cells: [
          cell(severityWordings[rule.minSeverity]),
          cell(scopeWords(rule, servers)),
          cell(rule.channelIds.flatMap((id) => nameOf.get(id) ?? []).join(', ') || 'nobody'),
          cell(quietWords(rule)),
        ],
      })),
      empty: { title: 'No rules yet', text: 'Without a rule, nobody is told of anything.' },
    },
    viewer,
  )
}

function badgeOf({ isEnabled, channelIds }: AlertRule): Badge {
  if (!isEnabled) return { tone: 'quiet', icon: 'pause', text: 'Off' }
  return channelIds.length === 0
    ? { tone: 'warn', icon: 'alert', text: 'Tells nobody' }
    : { tone: 'info', icon: 'send', text: 'On' }
}

function quietWords({ quietHours, zone }: AlertRule): string {
  if (quietHours === null) return 'none'
  return `${clockText(quietHours.from)}–${clockText(quietHours.until)} ${zone}`
}
