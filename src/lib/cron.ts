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
  const used = fields.slice(6 - parts.length)
  for (const [index, field] of used.entries()) {
    const part = parts[index] ?? ''
    if (!isField(field, part)) return `“${part}” is not a ${field.name}`
  }
  return null
}

export function cronFields(expression: string): string[] {
  return expression.split(/\s+/).filter((part) => part !== '')
}

function isField(field: Field, text: string): boolean {
  const items = text.split(',').filter((item) => item !== '')
  return items.length > 0 && items.every((item) => isItem(field, item))
}

/** `*`, `5`, `mon-fri`, each perhaps with a step as in `0-30/5`. */
function isItem(field: Field, item: string): boolean {
  const [range = '', step, ...rest] = item.split('/')
  if (rest.length > 0 || (step !== undefined && !(number(step) > 0))) return false
  if (range === '*' || range === '?') return true
  const [from = '', to = from, ...more] = range.split('-')
  const low = ordinal(field, from)
  const high = ordinal(field, to)
  return more.length === 0 && low >= field.min && high <= field.max && low <= high
}

function ordinal(field: Field, text: string): number {
  const index = field.names?.indexOf(text.toLowerCase()) ?? -1
  return index === -1 ? number(text) : index + field.min
}

function number(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
