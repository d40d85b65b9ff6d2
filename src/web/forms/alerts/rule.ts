import { eventKinds } from '../../../core/alerts/event-kinds.ts'
import type { RuleInput } from '../../../core/alerts/rule.ts'
import { problemSeverities } from '../../../core/alerts/severity.ts'
import { isTicked, textOf } from '../body.ts'
import { textsOf, wordsOf } from '../body-lists.ts'
import { isWhole, nameErrors, tagErrors } from './checks.ts'
import { minuteOf, zoneProblem } from './clock.ts'

/** As typed, so that nothing is lost when something is wrong. */
export interface RuleValues {
  name: string
  isEnabled: boolean
  channelIds: string[]
  minSeverity: string
  kinds: string[]
  tags: string
  serverIds: string[]
  quietFrom: string
  quietUntil: string
  zone: string
  criticalPasses: boolean
  /** Empty: told once. */
  remindHours: string
  sendsRecovery: boolean
  groupWaitSeconds: string
}

export interface SentRule {
  values: RuleValues
  /** By the name of the control. */
  errors: Record<string, string>
  input: RuleInput | null
}

/** `channelIds`: of those that there are. */
export function readRule(body: unknown, channelIds: string[]): SentRule {
  const values = typed(body)
  const tags = wordsOf(body, 'tags')
  const kinds = eventKinds.filter((kind) => values.kinds.includes(kind))
  const minSeverity = problemSeverities.find((severity) => severity === values.minSeverity)
  const chosen = channelIds.filter((id) => values.channelIds.includes(id))
  const quietFrom = minuteOf(values.quietFrom)
  const quietUntil = minuteOf(values.quietUntil)
  const errors = errorsOf(values, { channels: chosen.length, tags })
  if (Object.keys(errors).length > 0 || minSeverity === undefined) {
    return { values, errors, input: null }
  }
  const { name, isEnabled, serverIds, zone, criticalPasses, sendsRecovery } = values
  const hours = Number(values.remindHours)
  const input: RuleInput = {
    ...{ name, isEnabled, serverIds, zone, criticalPasses, sendsRecovery },
    ...{ minSeverity, kinds, tags, channelIds: chosen },
    quietHours:
      quietFrom === null || quietUntil === null ? null : { from: quietFrom, until: quietUntil },
    remindAfterMs: values.remindHours === '' ? null : hours * 60 * 60 * 1000,
    groupWaitMs: Number(values.groupWaitSeconds) * 1000,
  }
  return { values, errors, input }
}

function typed(body: unknown): RuleValues {
  return {
    name: textOf(body, 'name').trim(),
    isEnabled: isTicked(body, 'enabled'),
    channelIds: textsOf(body, 'channels'),
    minSeverity: textOf(body, 'minSeverity'),
    kinds: textsOf(body, 'kinds'),
    tags: textOf(body, 'tags'),
    serverIds: textsOf(body, 'servers'),
    quietFrom: textOf(body, 'quietFrom'),
    quietUntil: textOf(body, 'quietUntil'),
    zone: textOf(body, 'zone'),
    criticalPasses: isTicked(body, 'criticalPasses'),
    remindHours: textOf(body, 'remindHours').trim(),
    sendsRecovery: isTicked(body, 'sendsRecovery'),
    groupWaitSeconds: textOf(body, 'groupWaitSeconds').trim(),
  }
}

function errorsOf(
  values: RuleValues,
  { channels, tags }: { channels: number; tags: string[] },
): Record<string, string> {
  const { minSeverity, zone, remindHours, groupWaitSeconds } = values
  const isSeverity = problemSeverities.some((severity) => severity === minSeverity)
  const zoneError = zoneProblem(zone)
  const isTime = isWhole(remindHours, 1, 720) || remindHours === ''
  return {
    ...nameErrors(values.name),
    ...(channels === 0 && { channels: 'Choose at least one channel.' }),
    ...(!isSeverity && { minSeverity: 'Choose one of these.' }),
    ...tagErrors(tags),
    ...quietErrors(values),
    ...(zoneError !== null && { zone: zoneError }),
    ...(!isTime && { remindHours: 'Enter whole hours from 1 to 720, or nothing.' }),
    ...(!isWhole(groupWaitSeconds, 0, 3600) && {
      groupWaitSeconds: 'Enter whole seconds from 0 to 3600.',
    }),
  }
}

/** Both or neither, and not the same. */
function quietErrors({ quietFrom, quietUntil }: RuleValues): Record<string, string> {
  if (quietFrom === '' && quietUntil === '') return {}
  const from = minuteOf(quietFrom)
  const until = minuteOf(quietUntil)
  return {
    ...(from === null && { quietFrom: 'Enter a time such as 22:00, or leave both empty.' }),
    ...(until === null && { quietUntil: 'Enter a time such as 07:00, or leave both empty.' }),
    ...(from !== null && from === until && { quietUntil: 'They must end at another time.' }),
  }
}
