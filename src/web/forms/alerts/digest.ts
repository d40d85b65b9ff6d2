import type { DigestPlan } from '../../../core/alerts/digest-plan.ts'
import { textOf } from '../body.ts'
import { textsOf } from '../body-lists.ts'
import { minuteOf, zoneProblem } from './clock.ts'

/** As typed, so that nothing is lost when something is wrong. */
export interface DigestValues {
  cadence: string
  weekday: string
  time: string
  zone: string
  channelIds: string[]
}

export interface SentDigest {
  values: DigestValues
  /** By the name of the control. */
  errors: Record<string, string>
  plan: DigestPlan | null
}

const cadences = ['off', 'daily', 'weekly'] as const

/** `channelIds`: of those that there are. */
export function readDigest(body: unknown, channelIds: string[]): SentDigest {
  const values: DigestValues = {
    cadence: textOf(body, 'cadence'),
    weekday: textOf(body, 'weekday'),
    time: textOf(body, 'time'),
    zone: textOf(body, 'zone'),
    channelIds: textsOf(body, 'channels'),
  }
  const cadence = cadences.find((each) => each === values.cadence)
  const chosen = channelIds.filter((id) => values.channelIds.includes(id))
  const minute = minuteOf(values.time)
  const zoneError = zoneProblem(values.zone)
  const errors = {
    ...(cadence === undefined && { cadence: 'Choose one of these.' }),
    ...(!/^[0-6]$/.test(values.weekday) && { weekday: 'Choose a day.' }),
    ...(minute === null && { time: 'Enter a time such as 08:00.' }),
    ...(zoneError !== null && { zone: zoneError }),
    ...(cadence !== 'off' && chosen.length === 0 && { channels: 'Choose at least one channel.' }),
  }
  if (Object.keys(errors).length > 0 || cadence === undefined || minute === null) {
    return { values, errors, plan: null }
  }
  const weekday = Number(values.weekday)
  return {
    values,
    errors,
    plan: { cadence, weekday, minute, zone: values.zone, channelIds: chosen },
  }
}
