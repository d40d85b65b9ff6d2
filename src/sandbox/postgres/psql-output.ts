import type { JobLog } from '../jobs/log.ts'

interface CommandResult {
  readonly command: string | null
  readonly rowCount: number | null
}

interface TableResult {
  readonly fields: readonly { readonly name: string }[]
  readonly rows: readonly (readonly unknown[])[]
}

const kinds =
  'ACCESS METHOD|AGGREGATE|CAST|COLLATION|DATABASE|DEFAULT PRIVILEGES|DOMAIN|EVENT TRIGGER|EXTENSION|FUNCTION|INDEX|LANGUAGE|MATERIALIZED VIEW|OPERATOR|POLICY|PROCEDURE|PUBLICATION|ROLE|RULE|SCHEMA|SEQUENCE|SERVER|STATISTICS|SUBSCRIPTION|TABLE|TRIGGER|TYPE|VIEW'
const definition = new RegExp(`^\\s*(CREATE|ALTER|DROP)\\b.*?\\b(${kinds})\\b`, 'is')

/** The word or two that psql prints for a statement without rows: `SET`, `CREATE TABLE`, `INSERT 0 5`. */
export function commandTag(statement: string, { command, rowCount }: CommandResult): string {
  const [, verb, kind] = definition.exec(statement) ?? []
  if (verb !== undefined && kind !== undefined) return `${verb} ${kind}`.toUpperCase()
  if (command === 'INSERT') return `INSERT 0 ${rowCount}`
  return rowCount === null ? (command ?? '') : `${command} ${rowCount}`
}

/** Rows in psql's aligned form, good enough for the few that a dump's own calls return. */
export function printTable({ fields, rows }: TableResult, log: JobLog): void {
  const cells = rows.map((row) => row.map((value) => (value === null ? '' : String(value))))
  const widths = fields.map(({ name }, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => ` ${cell.padEnd(widths[column] ?? 0)} `).join('|')
  log.line(line(fields.map(({ name }) => name)))
  log.line(widths.map((width) => '-'.repeat(width + 2)).join('+'))
  for (const row of cells) log.line(line(row))
  log.line(`(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`)
  log.line('')
}
