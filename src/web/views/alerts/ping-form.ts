import type { PingState } from '../../../core/alerts/ping.ts'
import type { DeadManKind } from '../../../core/channels/channel.ts'
import type { Stored } from '../../forms/alerts/channel.ts'
import type { SentPing } from '../../forms/alerts/ping.ts'
import type { Viewer } from '../frame/viewer.ts'
import { text, toggle } from './controls.ts'
import { type AlertFormView, alertForm, type Outcome } from './form.ts'
import { outwardFields } from './outward-fields.ts'

export interface PingForm {
  kind: DeadManKind
  state: PingState
  stored: Stored
  typed: Pick<SentPing, 'isEnabled' | 'minutes' | 'exceptTags' | 'values' | 'errors'> &
    Partial<Pick<Stored, 'secrets'>>
  /** Why a ping would be held back now. */
  obstacles: string[]
  outcome: Outcome | null
}

const obstaclesShown = 10

export function pingFormView(form: PingForm, viewer: Viewer): AlertFormView {
  const { kind, stored, typed, outcome } = form
  const { paths } = viewer
  const { errors } = typed
  return alertForm(
    {
      tab: 'Dead-man ping',
      heading: 'Dead-man ping',
      intro:
        'A watcher outside, such as healthchecks.io or Uptime Kuma, is pinged only while every server and every database is known to be safe and no run was missed. When the pings stay away, the panel’s own death among other reasons, the watcher raises the alarm.',
      facts: facts(form, viewer),
      action: paths.alertPing(),
      outcome,
      groups: [
        {
          legend: 'Ping',
          controls: [
            toggle({ name: 'enabled', label: 'Enabled', checked: typed.isEnabled }),
            text({
              ...{ name: 'minutes', label: 'Every', type: 'number', unit: 'minutes' },
              ...{ width: 'short', min: 1, max: 1440, required: true },
              help: 'The watcher’s own patience should be at least twice as long.',
              value: typed.minutes,
              error: errors['minutes'] ?? null,
            }),
            text({
              ...{ name: 'exceptTags', label: 'Except servers with these tags' },
              help: 'Separated by commas. Paused servers never count.',
              value: typed.exceptTags,
              error: errors['exceptTags'] ?? null,
            }),
          ],
        },
        { legend: 'Watcher', controls: outwardFields(kind.fields, typed, stored) },
      ],
      submitText: 'Save',
      trial: { text: 'Send a ping', action: paths.alertPingTests() },
      cancelHref: paths.alerts(),
    },
    viewer,
  )
}

function facts({ state, obstacles }: PingForm, { format, now }: Viewer) {
  const { lastPingAt, lastError } = state
  const shown = obstacles.slice(0, obstaclesShown)
  const rest = obstacles.length - shown.length
  const reasons = rest > 0 ? [...shown, `and ${rest} more`] : shown
  const lastPing = lastPingAt === null ? 'none yet' : format.ago(lastPingAt, now).text
  return [
    reasons.length === 0
      ? { term: 'Now', lines: ['Nothing stands in its way.'] }
      : { term: 'Held back now', lines: reasons },
    { term: 'Last ping', lines: [lastPing] },
    ...(lastError === null ? [] : [{ term: 'Last error', lines: [lastError] }]),
  ]
}
