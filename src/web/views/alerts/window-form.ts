import { isOnce, type MaintenanceWindow } from '../../../core/alerts/maintenance.ts'
import { wallTime } from '../../../core/alerts/zone-clock.ts'
import type { BackupServer } from '../../../core/server.ts'
import type { SentWindow, WindowValues } from '../../forms/alerts/window.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Control, select, text, ticks } from './controls.ts'
import { type AlertFormView, alertForm } from './form.ts'
import { scopeFields, zoneField } from './shared-fields.ts'
import { alertCrumbs } from './tabs.ts'
import { clockText, weekdayChoices } from './words.ts'

export interface WindowForm extends Pick<SentWindow, 'values' | 'errors'> {
  /** Null: one that is being added. */
  window: MaintenanceWindow | null
  servers: BackupServer[]
}

const hourMs = 60 * 60 * 1000

export function newWindowValues(zone: string, now: Date): WindowValues {
  return {
    reason: '',
    repeats: 'once',
    startsAt: wallText(now, zone),
    endsAt: wallText(new Date(now.getTime() + 2 * hourMs), zone),
    weekdays: [],
    from: '',
    until: '',
    zone,
    tags: '',
    serverIds: [],
  }
}

/** `zone`: in which a single time is shown. */
export function windowValues(window: MaintenanceWindow, zone: string): WindowValues {
  const { reason, serverIds, time } = window
  const shared = { reason, serverIds, tags: window.tags.join(', ') }
  if (isOnce(time)) {
    const startsAt = wallText(time.startsAt, zone)
    const endsAt = wallText(time.endsAt, zone)
    const weekly = { weekdays: [], from: '', until: '' }
    return { ...shared, ...weekly, repeats: 'once', startsAt, endsAt, zone }
  }
  return {
    ...{ ...shared, repeats: 'weekly', startsAt: '', endsAt: '', zone: time.zone },
    weekdays: time.weekdays.map(String),
    from: clockText(time.from),
    until: clockText(time.until),
  }
}

/** As `datetime-local` wants it. */
function wallText(at: Date, zone: string): string {
  const { day, minute } = wallTime(at, zone)
  return `${new Date(day * 24 * hourMs).toISOString().slice(0, 10)}T${clockText(minute)}`
}

export function windowFormView(form: WindowForm, viewer: Viewer): AlertFormView {
  const { window, values, errors, servers } = form
  const { paths } = viewer
  const list = { text: 'Maintenance', href: paths.maintenanceWindows() }
  return alertForm(
    {
      tab: 'Maintenance',
      heading: window === null ? 'Add a maintenance window' : 'Edit maintenance window',
      crumbs: alertCrumbs(list, window === null ? 'Add' : window.reason, viewer),
      action: window === null ? paths.maintenanceWindows() : paths.maintenanceWindow(window.id),
      groups: [
        { legend: 'Window', controls: ownFields(form) },
        { legend: 'Once', shownFor: 'once', controls: onceFields(values, errors) },
        { legend: 'Each week', shownFor: 'weekly', controls: weeklyFields(values, errors) },
        { legend: 'Where', controls: scopeFields(servers, values, errors) },
      ],
      submitText: window === null ? 'Add window' : 'Save changes',
      cancelHref: paths.maintenanceWindows(),
      removal: window && {
        text: 'Delete window',
        href: paths.maintenanceWindowRemoval(window.id),
      },
    },
    viewer,
  )
}

function ownFields({ window, values, errors }: WindowForm): Control[] {
  return [
    text({
      name: 'reason',
      label: 'Reason',
      value: values.reason,
      error: errors['reason'] ?? null,
      required: true,
      autofocus: window === null,
    }),
    select({
      name: 'repeats',
      label: 'Repeats',
      value: values.repeats,
      choices: [
        { value: 'once', label: 'Once' },
        { value: 'weekly', label: 'Each week' },
      ],
    }),
    zoneField(values.zone, 'The window opens and closes by its clock.', errors),
  ]
}

function onceFields(values: WindowValues, errors: Record<string, string>): Control[] {
  return [
    text({
      ...{ name: 'startsAt', label: 'Starts', type: 'datetime-local', value: values.startsAt },
      error: errors['startsAt'] ?? null,
    }),
    text({
      ...{ name: 'endsAt', label: 'Ends', type: 'datetime-local', value: values.endsAt },
      error: errors['endsAt'] ?? null,
    }),
  ]
}

function weeklyFields(values: WindowValues, errors: Record<string, string>): Control[] {
  return [
    ticks({
      ...{ name: 'weekdays', legend: 'Days', choices: weekdayChoices, ticked: values.weekdays },
      error: errors['weekdays'] ?? null,
    }),
    text({
      ...{ name: 'from', label: 'From', type: 'time', width: 'short', value: values.from },
      error: errors['from'] ?? null,
    }),
    text({
      ...{ name: 'until', label: 'Until', type: 'time', width: 'short', value: values.until },
      help: 'Earlier than “From”: the window runs past midnight.',
      error: errors['until'] ?? null,
    }),
  ]
}
