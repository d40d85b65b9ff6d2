import { JsonScanner, JsonSyntaxError } from './json-scanner.ts'
import { JsonNumber, JsonObject, type JsonValue } from './json-value.ts'

/** Reads the first JSON value and ignores what follows, as Go's decoder of streams; undefined when there is none. */
export function decodeFirstValue(body: Buffer): JsonValue | undefined {
  try {
    return readValue(new JsonScanner(body.toString('utf8')))
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

/** @throws JsonSyntaxError also when something follows the value */
export function decodeWhole(text: Buffer): JsonValue {
  const scanner = new JsonScanner(text.toString('utf8'))
  const value = readValue(scanner)
  if (scanner.peek() !== undefined) throw scanner.wrong('after top-level value')
  return value
}

function readValue(scanner: JsonScanner): JsonValue {
  const next = scanner.peek() ?? ''
  if (next === '"') return scanner.string()
  if (scanner.takes('{')) return readObject(scanner)
  if (scanner.takes('[')) return readArray(scanner)
  if (/[-0-9]/.test(next)) return new JsonNumber(scanner.number())
  const literal = scanner.literal()
  if (literal === undefined) throw scanner.wrong('looking for beginning of value')
  return literal
}

function readObject(scanner: JsonScanner): JsonObject {
  const members: [string, JsonValue][] = []
  if (scanner.takes('}')) return new JsonObject(members)
  do {
    if (scanner.peek() !== '"') throw scanner.wrong('looking for beginning of object key string')
    const key = scanner.string()
    if (!scanner.takes(':')) throw scanner.wrong('after object key')
    members.push([key, readValue(scanner)])
  } while (scanner.takes(','))
  if (!scanner.takes('}')) throw scanner.wrong('after object key:value pair')
  return new JsonObject(members)
}

function readArray(scanner: JsonScanner): JsonValue[] {
  const items: JsonValue[] = []
  if (scanner.takes(']')) return items
  do items.push(readValue(scanner))
  while (scanner.takes(','))
  if (!scanner.takes(']')) throw scanner.wrong('after array element')
  return items
}
