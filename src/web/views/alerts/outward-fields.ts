import type { ChannelField } from '../../../core/channels/channel-field.ts'
import { clearName, controlName, type SentFields, type Stored } from '../../forms/alerts/channel.ts'
import { checkbox, type Field } from '../pieces/field.ts'
import { type Control, multiline, secret, select, text, toggle } from './controls.ts'

type Shown = Pick<SentFields, 'values' | 'errors'> & Partial<Pick<Stored, 'secrets'>>

/** What must be known for a way out of the panel, as its kind describes it. */
export function outwardFields(
  fields: readonly ChannelField[],
  { values, secrets, errors }: Shown,
  stored: Stored | null,
): Control[] {
  return fields.map((field) => {
    const kept = stored?.secrets?.[field.name] ?? ''
    const sent = secrets?.[field.name] ?? ''
    const error = errors[controlName(field.name)] ?? null
    const isLost = field.isSecret && error === null && sent !== '' && sent !== kept
    const said = { error, warning: isLost ? askedAgain : null }
    const isKept = field.isSecret === true && kept !== ''
    return isKept ? keptSecret(field, said) : control(field, values[field.name], said)
  })
}

const askedAgain = 'Type it again: a secret is never sent back to the browser.'

type Said = Pick<Field, 'error' | 'warning'>

function keptSecret({ name, label, help, type, isRequired }: ChannelField, said: Said) {
  const kept = 'It is never shown. Left empty, it stays as it is.'
  return secret(
    { name: controlName(name), label, help: help ? `${help} ${kept}` : kept, ...said },
    {
      isMultiline: type === 'multiline',
      clear: isRequired
        ? null
        : checkbox({ name: clearName(name), label: 'Remove it', checked: false }),
    },
  )
}

function control(field: ChannelField, typed: string | undefined, said: Said): Control {
  const { label, help = null, isRequired = false, placeholder = null } = field
  const value = field.isSecret ? '' : (typed ?? field.default ?? '')
  const shared = { name: controlName(field.name), label, help, ...said }
  switch (field.type) {
    case 'boolean':
      return toggle({ name: shared.name, label, checked: value === 'true', ...(help && { help }) })
    case 'choice':
      return select({ ...shared, value, choices: [...(field.choices ?? [])] })
    case 'multiline':
      return multiline({ ...shared, value, placeholder, required: isRequired })
    case 'number':
      return text({
        ...shared,
        ...range(field),
        value,
        type: 'number',
        width: 'short',
        required: isRequired,
      })
    default: {
      const type = field.isSecret ? 'password' : field.type === 'url' ? 'url' : 'text'
      const autocomplete = field.isSecret ? 'new-password' : 'off'
      return text({ ...shared, value, type, autocomplete, placeholder, required: isRequired })
    }
  }
}

function range({ range }: ChannelField) {
  return range === undefined ? {} : range
}
