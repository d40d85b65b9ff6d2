import type { WindowInput } from '../../../core/alerts/maintenance.ts'
import { textOf } from '../body.ts'
import { textsOf, wordsOf } from '../body-lists.ts'
import { tagErrors } from './checks.ts'
import { minuteOf, momentOf, zoneProblem } from './clock.ts'

/** As typed, so that nothing is lost when something is wrong. */
export interface WindowValues {
  reason: string
  repeats: string
  startsAt: string
  endsAt: string
  weekdays: string[]
  from: string
  until: string
  zone: string
  tags: string
  serverIds: string[]
}

export interface SentWindow {
  values: WindowValues
  /** By the name of the control. */
  errors: Record<string, string>
  input: WindowInput | null
}

export function readWindow(body: unknown): SentWindow {
  const values = typed(body)
  const tags = wordsOf(body, 'tags')
  const { time, errors: timeErrors } = timeOf(values)
  const zoneError = zoneProblem(values.zone)
  const errors = {
    ...(values.reason === '' && { reason: 'Enter a reason, so that others know why it is quiet.' }),
    ...(values.reason.length > 200 && { reason: 'At most 200 characters.' }),
    ...(zoneError === null ? timeErrors : { zone: zoneError }),
    ...tagErrors(tags),
  }
  const isFine = Object.keys(errors).length === 0
  const { reason, serverIds } = values
  return { values, errors, input: isFine && time ? { reason, tags, serverIds, time } : null }
}

function typed(body: unknown): WindowValues {
  return {
    reason: textOf(body, 'reason').trim(),
    repeats: textOf(body, 'repeats') === 'weekly' ? 'weekly' : 'once',
    startsAt: textOf(body, 'startsAt'),
    endsAt: textOf(body, 'endsAt'),
    weekdays: textsOf(body, 'weekdays'),
    from: textOf(body, 'from'),
    until: textOf(body, 'until'),
    zone: textOf(body, 'zone'),
    tags: textOf(body, 'tags'),
    serverIds: textsOf(body, 'servers'),
  }
}

interface ReadTime {
  time: WindowInput['time'] | null
  errors: Record<string, string>
}

function timeOf(values: WindowValues): ReadTime {
  if (zoneProblem(values.zone) !== null) return { time: null, errors: {} }
  return values.repeats === 'weekly' ? weeklyTime(values) : onceTime(values)
}

function onceTime({ startsAt, endsAt, zone }: WindowValues): ReadTime {
  const start = momentOf(startsAt, zone)
  const end = momentOf(endsAt, zone)
  if (start !== null && end !== null && end > start) {
    return { time: { startsAt: start, endsAt: end }, errors: {} }
  }
  const errors = {
    ...(start === null && { startsAt: 'Enter day and time.' }),
    ...(end === null && { endsAt: 'Enter day and time.' }),
    ...(start !== null && end !== null && { endsAt: 'It must end after it starts.' }),
  }
  return { time: null, errors }
}

function weeklyTime({ weekdays, from, until, zone }: WindowValues): ReadTime {
  const days = weekdays.filter((day) => /^[0-6]$/.test(day)).map(Number)
  const start = minuteOf(from)
  const end = minuteOf(until)
  if (days.length > 0 && start !== null && end !== null && start !== end) {
    return { time: { weekdays: days, from: start, until: end, zone }, errors: {} }
  }
  const errors = {
    ...(days.length === 0 && { weekdays: 'Choose at least one day.' }),
    ...(start === null && { from: 'Enter a time such as 22:00.' }),
    ...(end === null && { until: 'Enter a time such as 02:00.' }),
    ...(start !== null && start === end && { until: 'It must end at another time.' }),
  }
  return { time: null, errors }
}
