import type { AlertChannel, ChannelInput } from '../../../core/alerts/alert-channel.ts'
import type { OutwardKind } from '../../../core/channels/channel.ts'
import type { ChannelField } from '../../../core/channels/channel-field.ts'
import { isTicked, textOf } from '../body.ts'
import { nameErrors } from './checks.ts'

/** The name of the control of a field, apart from those that every channel has. */
export const controlName = (field: string) => `value-${field}`
export const clearName = (field: string) => `clear-${field}`

/** What is stored: secrets are null when the present APP_SECRET does not open them. */
export interface Stored {
  values: Record<string, string>
  secrets: Record<string, string> | null
}

/** What was typed into the fields of a kind, with the secrets that stay as they are. */
export interface SentFields {
  values: Record<string, string>
  secrets: Record<string, string>
  /** By the name of the control. */
  errors: Record<string, string>
}

type Fields = Pick<OutwardKind<unknown>, 'fields' | 'check'>

export function readFields(
  { fields, check }: Fields,
  body: unknown,
  stored: Stored | null,
): SentFields {
  const open = fields.filter(({ isSecret }) => !isSecret)
  const values = Object.fromEntries(open.map((field) => [field.name, typed(field, body)]))
  const secrets = readSecrets(fields, body, stored?.secrets ?? {})
  const problems = check({ ...values, ...secrets })
  const errors = Object.entries({ ...unseen(fields, body, values, stored), ...problems })
  return {
    values,
    secrets,
    errors: Object.fromEntries(errors.map(([name, error]) => [controlName(name), error])),
  }
}

function typed({ name, type }: ChannelField, body: unknown): string {
  if (type === 'boolean') return String(isTicked(body, controlName(name)))
  const text = textOf(body, controlName(name))
  return type === 'multiline' ? text.replaceAll('\r\n', '\n') : text.trim()
}

/** What is left empty stays as it is stored, unless it is taken away. */
function readSecrets(fields: readonly ChannelField[], body: unknown, kept: Record<string, string>) {
  const secrets = fields.filter(({ isSecret }) => isSecret)
  return Object.fromEntries(
    secrets.map((field) => {
      const entered = typed(field, body)
      const stays = entered === '' && !isTicked(body, clearName(field.name))
      return [field.name, stays ? (kept[field.name] ?? '') : entered]
    }),
  )
}

/** What is secret goes nowhere unseen: with another address, it has to be entered again. */
function unseen(
  fields: readonly ChannelField[],
  body: unknown,
  values: Record<string, string>,
  stored: Stored | null,
): Record<string, string> {
  const isElsewhere = fields.some(
    ({ name, type, isSecret }) =>
      !isSecret && (type === 'url' || name === 'host') && stored?.values[name] !== values[name],
  )
  if (stored === null || !isElsewhere) return {}
  const kept = fields.filter(
    (field) =>
      field.isSecret &&
      stored.secrets?.[field.name] &&
      typed(field, body) === '' &&
      !isTicked(body, clearName(field.name)),
  )
  const sentence = 'The address has changed: enter this again, so that it goes nowhere unseen.'
  return Object.fromEntries(kept.map(({ name }) => [name, sentence]))
}

export interface SentChannel extends SentFields {
  name: string
  isEnabled: boolean
  /** Null: something is wrong. */
  input: ChannelInput | null
}

export function readChannel(
  kind: Fields & { kind: string },
  body: unknown,
  stored: (AlertChannel & Stored) | null,
): SentChannel {
  const name = textOf(body, 'name').trim()
  const isEnabled = isTicked(body, 'enabled')
  const fields = readFields(kind, body, stored)
  const errors = { ...nameErrors(name), ...fields.errors }
  const { values, secrets } = fields
  const input = { name, kind: kind.kind, values, secrets, isEnabled }
  const isFine = Object.keys(errors).length === 0
  return { ...fields, errors, name, isEnabled, input: isFine ? input : null }
}
