export type ChannelFieldType = 'text' | 'url' | 'number' | 'choice' | 'boolean' | 'multiline'

/** One thing that must be known to open a channel. */
export interface ChannelField {
  name: string
  label: string
  help?: string
  type: ChannelFieldType
  /** Sealed where it is stored, and never shown again. */
  isSecret?: boolean
  isRequired?: boolean
  /** Stands in where nothing was entered yet; what was emptied stays empty. */
  default?: string
  placeholder?: string
  /** For `choice`. */
  choices?: readonly { value: string; label: string }[]
  /** For `number`. */
  range?: { min: number; max: number }
  /** What a filled-in value must look like as a whole, and the sentence when it does not. */
  shape?: { pattern: RegExp; sentence: string }
  maxLength?: number
}

/** As they come from a form: booleans are `true` or `false`. */
export type FieldValues = Readonly<Record<string, string>>

/** A sentence by the name of the field. */
export type FieldProblems = Record<string, string>

const usualMaxLength = 2000

/** Every field's value: trimmed unless secret, the default where nothing was entered. */
export function completeValues(
  fields: readonly ChannelField[],
  values: FieldValues,
): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, entryOf(field, values)]))
}

function entryOf(field: ChannelField, values: FieldValues): string {
  const entered = Object.hasOwn(values, field.name) ? values[field.name] : undefined
  const value = entered ?? field.default ?? ''
  return field.isSecret ? value : value.trim()
}

/** What is wrong with each field by itself. */
export function fieldProblems(fields: readonly ChannelField[], values: FieldValues): FieldProblems {
  const complete = completeValues(fields, values)
  const problems = fields.map((field) => [field.name, problemOf(field, complete[field.name] ?? '')])
  return Object.fromEntries(problems.filter(([, problem]) => problem !== null))
}

function problemOf(field: ChannelField, value: string): string | null {
  if (value === '') return field.isRequired ? 'Fill this in.' : null
  const maxLength = field.maxLength ?? usualMaxLength
  if (value.length > maxLength) return `At most ${maxLength} characters.`
  if (field.type !== 'multiline' && /\p{Cc}/u.test(value)) {
    return 'Leave out line breaks and control characters.'
  }
  return problemOfType(field, value) ?? problemOfShape(field, value)
}

function problemOfType(field: ChannelField, value: string): string | null {
  switch (field.type) {
    case 'number':
      return numberProblem(value, field.range)
    case 'choice':
      return field.choices?.some((choice) => choice.value === value) ? null : 'Choose one of these.'
    case 'boolean':
      return ['true', 'false'].includes(value) ? null : 'Choose yes or no.'
    case 'url':
      return urlProblem(value)
    default:
      return null
  }
}

function numberProblem(value: string, range: ChannelField['range']): string | null {
  if (!/^-?\d{1,15}$/.test(value)) return 'Enter a whole number.'
  if (range === undefined) return null
  const isWithin = Number(value) >= range.min && Number(value) <= range.max
  return isWithin ? null : `Enter a number from ${range.min} to ${range.max}.`
}

function urlProblem(value: string): string | null {
  if (!/^https?:\/\/\S+$/i.test(value)) return 'Start the URL with http:// or https://.'
  if (!URL.canParse(value)) return 'This is not a URL: check the host name and the port.'
  const { username, password, hash } = new URL(value)
  if (username !== '' || password !== '') return 'Leave user name and password out of the URL.'
  return hash === '' ? null : 'Leave the fragment (everything after #) out of the URL.'
}

function problemOfShape({ shape }: ChannelField, value: string): string | null {
  return shape === undefined || shape.pattern.test(value) ? null : shape.sentence
}
