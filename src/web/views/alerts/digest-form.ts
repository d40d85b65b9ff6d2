import type { AlertChannel } from '../../../core/alerts/alert-channel.ts'
import type { DigestPlan } from '../../../core/alerts/digest-plan.ts'
import type { AlertMessage } from '../../../core/channels/message.ts'
import type { DigestValues, SentDigest } from '../../forms/alerts/digest.ts'
import type { Viewer } from '../frame/viewer.ts'
import { select, text } from './controls.ts'
import { type AlertFormView, alertForm } from './form.ts'
import { channelTicks, zoneField } from './shared-fields.ts'
import { clockText, weekdayChoices } from './words.ts'

export interface DigestForm extends Pick<SentDigest, 'values' | 'errors'> {
  channels: AlertChannel[]
  dueAt: Date | null
  lastSentAt: Date | null
  /** What it would say now. */
  preview: Pick<AlertMessage, 'title' | 'lines'>
}

export function digestValues(plan: DigestPlan, zone: string): DigestValues {
  return {
    cadence: plan.cadence,
    weekday: String(plan.weekday),
    time: clockText(plan.minute),
    zone: plan.cadence === 'off' ? zone : plan.zone,
    channelIds: plan.channelIds,
  }
}

export function digestFormView(form: DigestForm, viewer: Viewer): AlertFormView {
  const { values, errors, channels, preview, dueAt, lastSentAt } = form
  const { format, paths } = viewer
  return alertForm(
    {
      tab: 'Summary',
      heading: 'Summary',
      intro:
        'What is safe and what is not, told each day or each week whether or not anything is wrong.',
      facts: [
        { term: 'Next', lines: [dueAt === null ? 'none' : format.time(dueAt).text] },
        { term: 'Last', lines: [lastSentAt === null ? 'none yet' : format.time(lastSentAt).text] },
        { term: 'It would say', lines: [preview.title, ...preview.lines] },
      ],
      action: paths.alertDigest(),
      groups: [
        {
          legend: 'When',
          controls: [
            select({
              ...{ name: 'cadence', label: 'How often', value: values.cadence },
              error: errors['cadence'] ?? null,
              choices: [
                { value: 'off', label: 'Never' },
                { value: 'daily', label: 'Each day' },
                { value: 'weekly', label: 'Each week' },
              ],
            }),
            select({
              ...{ name: 'weekday', label: 'Day', help: 'For a weekly summary.' },
              ...{ value: values.weekday, choices: weekdayChoices },
              error: errors['weekday'] ?? null,
            }),
            text({
              ...{ name: 'time', label: 'Time', type: 'time', width: 'short', value: values.time },
              error: errors['time'] ?? null,
              required: true,
            }),
            zoneField(values.zone, 'For the time above.', errors),
          ],
        },
        { legend: 'Who', controls: [channelTicks(channels, values.channelIds, errors)] },
      ],
      submitText: 'Save',
      cancelHref: paths.alerts(),
    },
    viewer,
  )
}
