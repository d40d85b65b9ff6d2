/** One choice of a filter; the first stands for no filter at all. */
export interface SelectOption {
  value: string
  text: string
  isSelected: boolean
}

/** `chosen` that is none of the values selects the first. */
export function selectOptions(
  all: string,
  values: readonly (readonly [value: string, text: string])[],
  chosen: string,
): SelectOption[] {
  return [['', all] as const, ...values].map(([value, text]) => ({
    value,
    text,
    isSelected: value === chosen,
  }))
}
