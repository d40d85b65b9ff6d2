import { resolveBackup } from '../files/slots.ts'
import { decodeFirstValue } from '../http/json-decode.ts'
import { JsonNumber, JsonObject, type JsonValue } from '../http/json-value.ts'
import { problem, type Reply } from '../http/reply.ts'
import { toByteString } from '../http/text.ts'
import type { RestoreOrder } from '../jobs/restore.ts'

interface RestoreFields {
  file: string
  telegram_message_id: bigint
  target_db: string
  confirm: boolean
}

type Refused = { readonly refusal: Reply }

/** Checks in the container's own order. Whether the file exists is left to the job. */
export function readRestoreRequest(body: Buffer, backupDir: string): RestoreOrder | Refused {
  const fields = readFields(body)
  if (fields === undefined) return refuse('invalid JSON body')
  const { confirm, target_db: targetDb, telegram_message_id: messageId, file } = fields
  if (!confirm) return refuse('restore requires "confirm": true')
  if (targetDb === '') return refuse('restore requires target_db')
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(targetDb)) {
    return refuse('invalid target_db: must match ^[A-Za-z_][A-Za-z0-9_]{0,62}$')
  }
  const hasFile = file !== ''
  if (hasFile === messageId > 0n)
    return refuse('provide exactly one of file or telegram_message_id')
  return hasFile ? fromFile(file, targetDb, backupDir) : { messageId, targetDb }
}

function fromFile(file: string, targetDb: string, backupDir: string): RestoreOrder | Refused {
  const [, slot, name] = /^([^/]+)\/(.+)$/s.exec(file) ?? []
  if (slot === undefined || name === undefined) return refuse('file must be in the form slot/name')
  const resolved = resolveBackup(backupDir, toByteString(slot), toByteString(name))
  return 'refusal' in resolved ? resolved : { path: resolved.path, targetDb }
}

/** Keys fit whatever their case, unknown ones are ignored, null leaves a field as it is. */
function readFields(body: Buffer): RestoreFields | undefined {
  const value = decodeFirstValue(body)
  const fields: RestoreFields = { file: '', telegram_message_id: 0n, target_db: '', confirm: false }
  if (value === null) return fields
  if (!(value instanceof JsonObject)) return undefined
  return value.members.every(([key, member]) => assign(fields, key, member)) ? fields : undefined
}

function assign(fields: RestoreFields, key: string, value: JsonValue): boolean {
  if (value === null) return true
  switch (key.toLowerCase()) {
    case 'file':
      return typeof value === 'string' && keep(fields, 'file', value)
    case 'target_db':
      return typeof value === 'string' && keep(fields, 'target_db', value)
    case 'confirm':
      return typeof value === 'boolean' && keep(fields, 'confirm', value)
    case 'telegram_message_id': {
      const number = int64(value)
      return number !== undefined && keep(fields, 'telegram_message_id', number)
    }
    default:
      return true
  }
}

function keep<Key extends keyof RestoreFields>(
  fields: RestoreFields,
  key: Key,
  value: RestoreFields[Key],
): true {
  fields[key] = value
  return true
}

function int64(value: JsonValue): bigint | undefined {
  if (!(value instanceof JsonNumber) || !/^-?\d+$/.test(value.text)) return undefined
  const number = BigInt(value.text)
  return BigInt.asIntN(64, number) === number ? number : undefined
}

function refuse(reason: string): Refused {
  return { refusal: problem(400, reason) }
}
