/**
 * The cron dialect of the container's scheduler (go-cron on robfig/cron v3), which is narrower than
 * that of most parsers: Sunday is only 0, and L, W, H and # do not exist.
 */

interface Field {
  name: string
  min: number
  max: number
  names?: string[]
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const weekdays = 'sun mon tue wed thu fri sat'.split(' ')

const fields: Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: months },
  { name: 'day of the week', min: 0, max: 6, names: weekdays },
]

/** Null when the scheduler understands the expression, otherwise what it would stumble over. */
export function cronProblem(expression: string): string | null {
  const parts = cronFields(expression)
  if (parts.length !== 5 && parts.length !== 6) return 'it does not have 5 or 6 fields'
  for (const [field, part] of named(parts)) {
    if (!isField(field, part)) return `“${part}” is not a ${field.name}`
  }
  return null
}

export function cronFields(expression: string): string[] {
  return expression.split(/\s+/).filter((part) => part !== '')
}

/**
 * The same with each value written out as a number, for other parsers have rules of their own for steps
 * and for values that are named twice. A star stays one: it alone says that a kind of day does not matter.
 */
export function cronInNumbers(expression: string): string {
  return named(cronFields(expression))
    .map(([field, text]) => (isStar(field, text) ? '*' : numbers(valuesOf(field, text))))
    .join(' ')
}

/** The same for reading: as it was written, but without what it says twice. */
export function cronForReading(expression: string): string {
  const shown = named(cronFields(expression)).map(([field, text]) => {
    if (isStar(field, text)) return '*'
    const values = valuesOf(field, text)
    if (new Set(values).size < values.length) return numbers(values)
    return itemsOf(text).join(',').replaceAll('?', '*')
  })
  return shown.join(' ')
}

/** Of five fields the seconds are left out. */
function named(parts: string[]): [Field, string][] {
  return fields.slice(6 - parts.length).map((field, index) => [field, parts[index] ?? ''])
}

function isField(field: Field, text: string): boolean {
  const items = itemsOf(text)
  return items.length > 0 && items.every((item) => rangeOf(field, item) !== null)
}

/** One star in a list is enough, as it is to the scheduler. */
function isStar(field: Field, text: string): boolean {
  return itemsOf(text).some((item) => rangeOf(field, item)?.isStar)
}

/** One that several items name is there as often. */
function valuesOf(field: Field, text: string): number[] {
  const values: number[] = []
  for (const item of itemsOf(text)) {
    const { low, high, step } = rangeOf(field, item) ?? { low: 1, high: 0, step: 1 }
    for (let value = low; value <= high; value += step) values.push(value)
  }
  return values
}

function numbers(values: number[]): string {
  return [...new Set(values)].sort((a, b) => a - b).join(',')
}

function itemsOf(text: string): string[] {
  return text.split(',').filter((item) => item !== '')
}

interface Range {
  low: number
  high: number
  step: number
  isStar: boolean
}

/** `*`, `5`, `mon-fri`, each perhaps with a step as in `0-30/5`; null: none of these. */
function rangeOf(field: Field, item: string): Range | null {
  const [range = '', stepText, ...rest] = item.split('/')
  const step = number(stepText ?? '1')
  if (rest.length > 0 || !(step > 0)) return null
  const { min, max } = field
  if (range === '*' || range === '?') return { low: min, high: max, step, isStar: step === 1 }
  const [from = '', to, ...more] = range.split('-')
  const low = ordinal(field, from)
  // With a step, a single number is where it begins.
  const high = to !== undefined ? ordinal(field, to) : stepText !== undefined ? max : low
  if (more.length > 0 || !(low >= min && high <= max && low <= high)) return null
  return { low, high, step, isStar: false }
}

function ordinal(field: Field, text: string): number {
  const index = field.names?.indexOf(text.toLowerCase()) ?? -1
  return index === -1 ? number(text) : index + field.min
}

function number(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
