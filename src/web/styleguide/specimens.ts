import { RemoteError } from '../../core/errors.ts'
import type { TimeView } from '../format.ts'
import type { Viewer } from '../views/frame/viewer.ts'
import { restoreBadges, runBadges, serverBadges, type Tone } from '../views/pieces/badge.ts'
import { failureView } from '../views/pieces/failure.ts'
import { checkbox, errorSummary, field } from '../views/pieces/field.ts'
import { pagination } from '../views/pieces/pagination.ts'
import { chartSpecimens } from './chart-specimens.ts'
import { fleetSpecimens } from './fleet-specimens.ts'
import { settingSpecimens } from './setting-specimens.ts'

export type Specimens = ReturnType<typeof specimens>

const anywhere = '#main'

/** One of each component, in each of its states, with words as they occur. */
export function specimens(viewer: Viewer) {
  return {
    badges: [
      { title: 'Of a server', badges: Object.values(serverBadges) },
      { title: 'Of a run', badges: Object.values(runBadges) },
      { title: 'Of a restore', badges: Object.values(restoreBadges) },
    ],
    ...formSpecimens(),
    ...settingSpecimens(viewer),
    ...dataSpecimens(viewer),
    ...chartSpecimens(viewer),
    ...fleetSpecimens(viewer),
    ...answerSpecimens(viewer),
    ...toastSpecimens(),
  }
}

function formSpecimens() {
  const wrong = field({
    name: 'wrong',
    label: 'With an error',
    help: 'The help stays, so that both can be read.',
    error: 'Enter a whole number from 0 to 3650.',
    value: 'seven',
    unit: 'days',
    width: 'short',
  })
  const plain = field({ name: 'plain', label: 'Plain', value: 'Shop' })
  return {
    fields: [
      plain,
      field({ name: 'helped', label: 'With help', help: 'What it is, and in which unit.' }),
      field({ name: 'empty', label: 'With a placeholder', placeholder: 'http://backup:8080' }),
      field({ name: 'unit', label: 'With a unit', value: '7', unit: 'days', width: 'short' }),
      field({ name: 'warned', label: 'With a warning', value: '0', warning: 'Keeps nothing.' }),
      wrong,
    ],
    boxes: [
      checkbox({ name: 'on', label: 'Checked', checked: true, help: 'With its help.' }),
      checkbox({ name: 'off', label: 'Unchecked', checked: false }),
    ],
    toggles: [
      checkbox({ name: 'toggle-on', label: 'Switched on', checked: true, help: 'With its help.' }),
      checkbox({ name: 'toggle-off', label: 'Switched off', checked: false }),
    ],
    summary: errorSummary([wrong]),
  }
}

function dataSpecimens({ format, now }: Viewer) {
  const moment = (hoursAgo: number): TimeView =>
    format.time(new Date(now.getTime() - hoursAgo * 3_600_000))
  const mark = ['plain', 'warning', 'error', 'plain'] as const
  const lines = [
    'Creating dump of shop…',
    'careful: 2 rows skipped',
    'ERROR: no such table',
    'Done',
  ]
  return {
    rows: [
      { name: 'shop-20261120-215606.sql.gz', size: format.size(48_213_004), at: moment(2) },
      { name: 'crm-20261119-030000.sql.gz', size: format.size(912), at: moment(21) },
    ],
    pages: pagination({ page: 5, perPage: 50, total: 512 }, () => anywhere, format),
    log: {
      label: 'Lines of a log',
      note: null,
      marked: '2 lines are marked',
      lines: lines.map((text, index) => ({ text, mark: mark[index] ?? 'plain' })),
    },
    timeline: [
      { label: 'Queued', time: moment(2) },
      { label: 'Started', time: moment(1.9) },
      { label: 'Ended', time: moment(1.8) },
    ],
  }
}

function answerSpecimens(viewer: Viewer) {
  const tones: [Tone, 'check' | 'alert' | 'cross' | 'info', string][] = [
    ['ok', 'check', 'Shop was added.'],
    ['warn', 'alert', 'Saved, but one value will be refused.'],
    ['bad', 'cross', 'Nothing was saved.'],
    ['info', 'info', 'A run has started.'],
    ['quiet', 'info', 'Nothing has changed.'],
  ]
  const failure = (error: RemoteError, retry: string | null) =>
    failureView(error, { id: 's1' }, viewer, retry)
  return {
    flashes: tones.map(([tone, icon, text]) => ({
      tone,
      icon,
      text,
      link: tone === 'info' ? { text: 'Look at it', href: anywhere } : null,
    })),
    failures: [
      failure(new RemoteError('timeout'), anywhere),
      failure(new RemoteError('rejected', 'job queue is full <try later>'), null),
    ],
    empty: {
      title: 'No backups',
      text: 'The server answered, and it lists no dump.',
      action: { text: 'Run backup', href: anywhere, isPrimary: true },
    },
  }
}

/** What arrives by itself, and that nothing does. */
function toastSpecimens() {
  return {
    toasts: [
      { title: 'Backup on Shop', badge: runBadges.verified, reason: null, href: anywhere },
      {
        title: 'Restore into shop_restored_20261120 on Shop',
        badge: restoreBadges.failed,
        reason: 'The target may be half filled',
        href: anywhere,
      },
    ],
    interrupted: 'Live updates interrupted since 21:56 CET, retrying.',
  }
}
