import type { TextRule } from '../../forms/text-rule.ts'

export interface Attribute {
  name: string
  value: string
}

/**
 * A rule as a control carries it, for `public/scripts/own-rules.js`. Not `maxlength`: browsers cut
 * off what is longer and say nothing.
 */
export function ruleAttributes({ missing, least, most, pattern }: TextRule): Attribute[] {
  const all: [name: string, value: string | number | undefined][] = [
    ['data-missing', missing],
    ['minlength', least?.count],
    ['data-too-short', least?.sentence],
    ['data-most', most?.count],
    ['data-too-long', most?.sentence],
    ['pattern', pattern?.whole.source.replace(/^\^|\$$/g, '')],
    ['data-mismatch', pattern?.sentence],
  ]
  return all.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value: String(value) }],
  )
}
