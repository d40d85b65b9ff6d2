/** The form in which two names count as the same: whatever case they are in and however composed. */
export function keyOf(name: string): string {
  return storable(name).normalize('NFKC').trim().toLowerCase()
}

/**
 * Text that came from outside, as Postgres can hold it: no zero character, no half of a pair, and
 * no longer than the column allows.
 */
export function storable(text: string, limit = 2_000): string {
  return Buffer.from(text.slice(0, limit).replaceAll('\0', '\uFFFD')).toString()
}

/** The same for every text in a value that is kept as JSON. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, each) => (typeof each === 'string' ? storable(each) : each))
}
