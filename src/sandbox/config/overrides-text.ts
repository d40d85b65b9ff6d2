import { decodeWhole } from '../http/json-decode.ts'
import { JsonSyntaxError } from '../http/json-scanner.ts'
import { JsonNumber, JsonObject, type JsonValue } from '../http/json-value.ts'
import { OverridesError } from './overrides-error.ts'

/** A broken file is reported in the words of Go's decoder. */
export function readOverrides(raw: Buffer): Map<string, string> {
  const value = decodeOrThrow(raw)
  if (value === null) return new Map()
  if (!(value instanceof JsonObject)) throw typeError(value, 'map[string]string')
  for (const [, text] of value.members) {
    if (text !== null && typeof text !== 'string') throw typeError(text, 'string')
  }
  return new Map(value.members.map(([key, text]) => [key, typeof text === 'string' ? text : '']))
}

function decodeOrThrow(raw: Buffer): JsonValue {
  try {
    return decodeWhole(raw)
  } catch (error) {
    throw error instanceof JsonSyntaxError ? new OverridesError(error.message) : error
  }
}

function typeError(value: JsonValue, wanted: string): OverridesError {
  return new OverridesError(
    `json: cannot unmarshal ${goKind(value)} into Go value of type ${wanted}`,
  )
}

function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'array'
  if (value instanceof JsonNumber) return 'number'
  return typeof value === 'boolean' ? 'bool' : typeof value
}
