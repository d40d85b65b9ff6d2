import type { EventKind, ServerEvent, Severity } from '../../../core/monitor/event.ts'
import type { TimeView } from '../../format.ts'
import { type DensitySwitch, densitySwitch } from '../frame/density-switch.ts'
import type { Framed } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges } from '../pieces/badge.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { serverFrame } from '../servers/server-header.ts'
import type { Subject } from '../servers/subject.ts'

export const eventsPerPage = 50

export interface EventsView extends Framed {
  filters: {
    action: string
    kinds: SelectOption[]
    severities: SelectOption[]
    clearHref: string | null
  }
  density: DensitySwitch
  rows: {
    at: TimeView
    badge: Badge
    title: string
    evidence: string[]
    kind: string
    /** Null where it was no change from one state to another. */
    change: { from: Badge; to: Badge } | null
  }[]
  olderHref: string | null
  newestHref: string | null
}

export interface EventsInput extends Subject {
  /** Newest first, one more than a page holds when there are older ones. */
  events: ServerEvent[]
  query: { kind: EventKind | ''; severity: Severity | ''; before: string }
}

export const severityBadges = {
  critical: { tone: 'bad', icon: 'cross', text: 'Critical' },
  warning: { tone: 'warn', icon: 'alert', text: 'Warning' },
  info: { tone: 'info', icon: 'info', text: 'Note' },
  resolved: { tone: 'quiet', icon: 'check', text: 'Resolved' },
} satisfies Record<Severity, Badge>

export const eventKinds: Record<EventKind, string> = {
  state: 'State',
  run: 'Runs',
  database: 'Databases',
  size: 'Sizes',
  retention: 'Retention',
  space: 'Disk space',
  settings: 'Settings',
  clock: 'Clock',
  certificate: 'Certificate',
  watch: 'Watching',
}

export function eventsView(input: EventsInput, viewer: Viewer): EventsView {
  const { server, facets, query } = input
  const { kind, severity, before } = query
  const { paths } = viewer
  const shown = input.events.slice(0, eventsPerPage)
  const last = shown.at(-1)
  const hasOlder = input.events.length > eventsPerPage
  const action = paths.events(server.id)
  return {
    frame: serverFrame(server, facets, { title: 'Events', tab: 'Events' }, viewer),
    filters: {
      action,
      kinds: selectOptions('All kinds', Object.entries(eventKinds), kind),
      severities: selectOptions('Any weight', severityTexts, severity),
      clearHref: kind || severity ? action : null,
    },
    density: densitySwitch(viewer, paths.events(server.id, { kind, severity })),
    rows: shown.map((event) => row(event, viewer)),
    olderHref:
      last && hasOlder ? paths.events(server.id, { kind, severity, before: last.id }) : null,
    newestHref: before === '' ? null : paths.events(server.id, { kind, severity }),
  }
}

const severityTexts = Object.entries(severityBadges).map(([key, { text }]) => [key, text] as const)

function row(event: ServerEvent, { format }: Viewer): EventsView['rows'][number] {
  const { at, severity, title, evidence, kind, from, to } = event
  return {
    at: format.time(at),
    badge: severityBadges[severity],
    title,
    evidence,
    kind: eventKinds[kind] ?? kind,
    change: from && to && kind === 'state' ? { from: badgeOf(from), to: badgeOf(to) } : null,
  }
}

/** A state that a later version of the panel wrote is shown as it is. */
function badgeOf(state: string): Badge {
  const badges: Record<string, Badge> = serverBadges
  return badges[state] ?? { tone: 'quiet', icon: 'question', text: state }
}
