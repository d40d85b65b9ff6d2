import { storableJson } from '../text.ts'
import type { Transaction } from './transaction.ts'

/** A table whose rows belong to servers and are written many at once, as one parameter in JSON. */
export interface Target {
  table: string
  /** What tells its rows apart within a server. */
  key: string
  /** Without those of the server itself. The names in JSON are those of our types. */
  columns: { column: string; field: string; type: string }[]
  /** Fields that name a row of another table, by that table: a row that is not there is not named. */
  references?: Record<string, string>
}

/** Writes rows that may be there already. */
export async function upsert(
  transaction: Transaction,
  serverId: string,
  target: Target,
  rows: object[],
): Promise<void> {
  if (rows.length === 0) return
  const changes = target.columns.map(({ column }) => `${column} = excluded.${column}`).join(', ')
  const sql = `${insertFrom(target)} on conflict (server_id, ${target.key}) do update set ${changes}`
  await transaction.query(sql, [serverId, storableJson(rows)])
}

/** Writes rows that have another unique column besides: one that is taken there is passed over. */
export async function replaceOrInsert(
  transaction: Transaction,
  serverId: string,
  target: Target,
  rows: object[],
): Promise<void> {
  if (rows.length === 0) return
  const values = [serverId, storableJson(rows)]
  await transaction.query(updateFrom(target), values)
  await transaction.query(`${insertFrom(target)} on conflict do nothing`, values)
}

/** As columns of a select, under the names of our types. */
export function selected({ columns }: Target): string {
  return columns
    .map(({ column, field, type }) => `${readAs(column, type)} as "${field}"`)
    .join(', ')
}

/** Bigger numbers as float8: exact up to 2^53, and a number to JavaScript, which bigint is not. */
function readAs(column: string, type: string): string {
  return type === 'bigint' ? `${column}::float8` : column
}

function insertFrom(target: Target): string {
  const { table, columns } = target
  const names = columns.map(({ column }) => column).join(', ')
  const values = columns.map(({ field }) => storedValue(field, target)).join(', ')
  return `insert into ${table} (server_id, ${names}) select $1, ${values} from ${recordset(columns)}`
}

function updateFrom(target: Target): string {
  const { table, key, columns } = target
  const changes = columns.map(({ column, field }) => `${column} = ${storedValue(field, target)}`)
  return `update ${table} t set ${changes.join(', ')} from ${recordset(columns)}
    where t.server_id = $1 and t.${key} = x.${key}`
}

function storedValue(field: string, { references }: Target): string {
  const other = references?.[field]
  return other === undefined ? `x."${field}"` : `(select id from ${other} where id = x."${field}")`
}

function recordset(columns: Target['columns']): string {
  const types = columns.map(({ field, type }) => `"${field}" ${type}`).join(', ')
  return `jsonb_to_recordset($2::jsonb) as x(${types})`
}
