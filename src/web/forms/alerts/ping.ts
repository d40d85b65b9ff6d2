import type { PingPlan } from '../../../core/alerts/ping.ts'
import type { OutwardKind } from '../../../core/channels/channel.ts'
import { isTicked, textOf } from '../body.ts'
import { wordsOf } from '../body-lists.ts'
import { readFields, type SentFields, type Stored } from './channel.ts'
import { isWhole, tagErrors } from './checks.ts'

export interface SentPing extends SentFields {
  isEnabled: boolean
  minutes: string
  exceptTags: string
  plan: PingPlan | null
}

export function readPing(
  kind: Pick<OutwardKind<unknown>, 'fields' | 'check'>,
  body: unknown,
  stored: Stored,
): SentPing {
  const fields = readFields(kind, body, stored)
  const isEnabled = isTicked(body, 'enabled')
  const minutes = textOf(body, 'minutes').trim()
  const tags = wordsOf(body, 'exceptTags')
  const { tags: exceptTags } = tagErrors(tags)
  const errors = {
    ...fields.errors,
    ...(!isWhole(minutes, 1, 1440) && { minutes: 'Enter whole minutes from 1 to 1440.' }),
    ...(exceptTags !== undefined && { exceptTags }),
  }
  const isFine = Object.keys(errors).length === 0
  const { values } = fields
  const plan = { isEnabled, values, intervalMs: Number(minutes) * 60_000, exceptTags: tags }
  const typed = { isEnabled, minutes, exceptTags: textOf(body, 'exceptTags') }
  return { ...fields, ...typed, errors, plan: isFine ? plan : null }
}
