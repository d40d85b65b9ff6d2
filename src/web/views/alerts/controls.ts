import {
  type Checkbox,
  checkbox,
  type Field,
  field,
  type Given,
  type SelectField,
  selectField,
} from '../pieces/field.ts'

/** A control of a form together with the template that draws it. */
export type Control =
  | { partial: 'partials/field'; view: Field }
  | { partial: 'partials/select-field'; view: SelectField }
  | { partial: 'partials/toggle'; view: Checkbox }
  | { partial: 'partials/multiline'; view: Field }
  | { partial: 'alerts/secret'; view: SecretField }
  | { partial: 'alerts/ticks'; view: Ticks }

/** A value that is never shown: set or not set, and to be replaced or taken away. */
export interface SecretField {
  field: Field
  isMultiline: boolean
  /** Null: it cannot be done without. */
  clear: Checkbox | null
}

/** Several of several. */
export interface Ticks {
  id: string
  name: string
  legend: string
  help: string | null
  error: string | null
  choices: { id: string; value: string; label: string; isTicked: boolean }[]
}

export const text = (given: Given): Control => ({ partial: 'partials/field', view: field(given) })

export const select = (given: Parameters<typeof selectField>[0]): Control => ({
  partial: 'partials/select-field',
  view: selectField(given),
})

export const toggle = (given: Parameters<typeof checkbox>[0]): Control => ({
  partial: 'partials/toggle',
  view: checkbox(given),
})

export const multiline = (given: Given): Control => ({
  partial: 'partials/multiline',
  view: field(given),
})

export function secret(given: Given, parts: Omit<SecretField, 'field'>): Control {
  return { partial: 'alerts/secret', view: { field: field(given), ...parts } }
}

type GivenTicks = Pick<Ticks, 'name' | 'legend'> &
  Partial<Pick<Ticks, 'help' | 'error'>> & {
    choices: readonly { value: string; label: string }[]
    ticked: readonly string[]
  }

export function ticks({ choices, ticked, ...given }: GivenTicks): Control {
  const id = `f-${given.name}`
  const view: Ticks = {
    ...{ help: null, error: null, ...given, id },
    choices: choices.map((choice, index) => ({
      ...choice,
      id: index === 0 ? id : `${id}-${index}`,
      isTicked: ticked.includes(choice.value),
    })),
  }
  return { partial: 'alerts/ticks', view }
}

/** What is wrong with a control, for the summary at the top: away from it, a sentence needs its name. */
export function errorOf({ partial, view }: Control): Pick<Field, 'id' | 'error'> | null {
  switch (partial) {
    case 'partials/toggle':
      return null
    case 'alerts/ticks':
      return named(view.legend, view)
    case 'alerts/secret':
      return named(view.field.label, view.field)
    default:
      return named(view.label, view)
  }
}

function named(label: string, { id, error }: Pick<Field, 'id' | 'error'>) {
  return { id, error: error && `${label}: ${error}` }
}
