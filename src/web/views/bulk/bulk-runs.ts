import type { ActOutcome } from '../../../core/act-outcome.ts'
import { topicName } from '../../../services/live/topic.ts'
import type { Frame } from '../frame/frame.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type BulkConfirmationView, beyondSentences } from './bulk-confirmation.ts'
import { type BulkResultRow, type BulkResultView, failedRow, tally } from './bulk-result.ts'

export interface RunChoice {
  servers: { id: string; name: string; baseUrl: string }[]
  leftOut: { name: string; reason: string }[]
  /** Match as well, but are too many for one time. */
  beyondCount: number
  next: string
}

/** What became of each server of one confirmed run; small, for it is kept in the session. */
export interface RunsResult {
  rows: { serverId: string; name: string; outcome: ActOutcome<string> }[]
  leftOut: { name: string; reason: string }[]
}

const consequences = [
  'Each server dumps all its databases now, beside its schedule.',
  'A server that is at it already does this one next, or skips it.',
  'As after any run, each server then deletes the dumps that its retention no longer keeps.',
]

export function bulkRunConfirmation(
  { servers, leftOut, beyondCount, next }: RunChoice,
  { paths, format }: Viewer,
): BulkConfirmationView {
  const isNothing = servers.length === 0
  const heading = isNothing
    ? 'None of these can run a backup'
    : `Run a backup on ${format.count(servers.length, 'server')}?`
  return {
    frame: frame(heading, 'Run backups', paths.servers()),
    heading,
    summary: null,
    consequences: isNothing ? [] : [...consequences, ...beyondSentences(beyondCount, format)],
    warnings: [],
    chosen: {
      title: format.count(servers.length, 'server'),
      rows: servers.map(({ name, baseUrl }) => ({ name, facts: baseUrl })),
    },
    leftOut:
      leftOut.length === 0
        ? null
        : {
            title: `${leftOut.length} left out`,
            rows: leftOut.map(({ name, reason }) => ({ name, facts: reason })),
          },
    action: paths.manyRuns(),
    next,
    hidden: { name: 'server', values: servers.map(({ id }) => id) },
    typed: null,
    submitText: isNothing ? null : `Run ${format.count(servers.length, 'backup')}`,
    isDanger: false,
    cancelHref: next,
  }
}

export function bulkRunResult({ rows, leftOut }: RunsResult, { paths }: Viewer): BulkResultView {
  const failures = rows.filter(({ outcome }) => !outcome.isDone)
  const started = rows.length - failures.length
  return {
    frame: frame('Backups started', 'Result', paths.servers()),
    heading: failures.length === 0 ? 'Backups started' : 'Not every backup was started',
    summary: `${tally([
      [started, 'started'],
      [failures.length, 'failed'],
      [leftOut.length, 'left out'],
    ])}. A run that was started can still fail: its job says how it ended.`,
    nameTitle: 'Server',
    rows: [
      ...rows.map((row) => resultRow(row, paths)),
      ...leftOut.map(({ name, reason }) => leftOutRow(name, reason)),
    ],
    retry:
      failures.length === 0
        ? null
        : {
            action: paths.newManyRuns(),
            name: 'server',
            values: failures.map(({ serverId }) => serverId),
            text: 'Try the failed ones again',
            next: paths.servers(),
          },
    links: [{ text: 'All servers', href: paths.servers() }],
  }
}

function resultRow(
  { serverId, name, outcome }: RunsResult['rows'][number],
  paths: Viewer['paths'],
): BulkResultRow {
  if (!outcome.isDone) {
    return { ...failedRow(name, outcome), link: { text: 'Server', href: paths.server(serverId) } }
  }
  return {
    name,
    badge: { tone: 'info', icon: 'play', text: 'Started' },
    sentence: 'The server took the run on; its job tells the rest.',
    link: { text: 'Job', href: paths.job(serverId, outcome.result) },
    topic: topicName({ kind: 'job', serverId, jobId: outcome.result }),
  }
}

function leftOutRow(name: string, reason: string): BulkResultRow {
  return {
    name,
    badge: { tone: 'quiet', icon: 'pause', text: 'Left out' },
    sentence: reason,
    link: null,
    topic: null,
  }
}

function frame(title: string, crumb: string, serversHref: string): Frame {
  const crumbs = [
    { text: 'Servers', href: serversHref },
    { text: crumb, href: null },
  ]
  return { title, section: 'servers', crumbs, header: null }
}
