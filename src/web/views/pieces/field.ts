import type { TextRule } from '../../forms/text-rule.ts'
import { type Attribute, ruleAttributes } from './rule-attributes.ts'

/** One control with all that belongs to it. Made by `field`, so that no part is ever missing. */
export interface Field {
  id: string
  name: string
  label: string
  help: string | null
  error: string | null
  /** Not an error: something to know before going on. */
  warning: string | null
  value: string
  type: 'text' | 'password' | 'url' | 'number' | 'search' | 'time' | 'datetime-local'
  required: boolean
  autocomplete: string
  unit: string | null
  /** Of how wide a value: short numbers do not sit in a line-wide box. */
  width: 'full' | 'short'
  min: number | null
  max: number | null
  placeholder: string | null
  autofocus: boolean
  /** What it has to be, for the page to say before it is sent. */
  ruleAttributes: Attribute[]
  /** Ids of help and error for `aria-describedby`; null when there is neither. */
  describedBy: string | null
}

/** One choice among several. */
export interface SelectField {
  id: string
  name: string
  label: string
  help: string | null
  error: string | null
  choices: { value: string; label: string; isSelected: boolean }[]
  describedBy: string | null
}

export interface Checkbox {
  id: string
  name: string
  label: string
  help: string | null
  checked: boolean
}

/** For the summary at the top: each error links to its control. */
export interface ErrorSummary {
  title: string
  errors: { text: string; href: string | null }[]
}

export type Given = Pick<Field, 'name' | 'label'> &
  Partial<Omit<Field, 'id' | 'describedBy' | 'ruleAttributes'>> & { rule?: TextRule }

export function field({ rule = {}, ...given }: Given): Field {
  const parts = { help: null, error: null, warning: null, ...given }
  return {
    value: '',
    type: 'text',
    required: false,
    autocomplete: 'off',
    unit: null,
    width: 'full',
    min: null,
    max: null,
    placeholder: null,
    autofocus: false,
    ...parts,
    id: `f-${given.name}`,
    describedBy: describedBy(parts),
    ruleAttributes: ruleAttributes(rule),
  }
}

type GivenSelect = Pick<SelectField, 'name' | 'label'> &
  Partial<Pick<SelectField, 'help' | 'error'>> & {
    value: string
    choices: { value: string; label: string }[]
  }

/** A value that is none of the choices becomes one of its own, so that saving keeps it. */
export function selectField({ value, choices, ...given }: GivenSelect): SelectField {
  const parts = { help: null, error: null, ...given }
  const isKnown = choices.some((choice) => choice.value === value)
  const all = isKnown ? choices : [{ value, label: value }, ...choices]
  return {
    ...parts,
    id: `f-${given.name}`,
    choices: all.map((choice) => ({ ...choice, isSelected: choice.value === value })),
    describedBy: describedBy({ ...parts, warning: null }),
  }
}

export function checkbox(given: Omit<Checkbox, 'id' | 'help'> & { help?: string }): Checkbox {
  return { help: null, ...given, id: `f-${given.name}` }
}

/** Null when nothing is wrong. `general` are errors that belong to no single control. */
export function errorSummary(
  fields: Pick<Field, 'id' | 'error'>[],
  general: string[] = [],
): ErrorSummary | null {
  const errors = [
    ...general.map((text) => ({ text, href: null })),
    ...fields.flatMap(({ id, error }) => (error === null ? [] : [{ text: error, href: `#${id}` }])),
  ]
  return errors.length === 0 ? null : { title: 'Please check what was entered', errors }
}

function describedBy(given: Pick<Field, 'name' | 'help' | 'error' | 'warning'>): string | null {
  const ids = (['help', 'warning', 'error'] as const)
    .filter((part) => given[part] !== null)
    .map((part) => `f-${given.name}-${part}`)
  return ids.length === 0 ? null : ids.join(' ')
}
