/**
 * What Go's decoder says of a broken overrides file, as far as anyone breaks it: nothing in it, a
 * stray character, an unfinished text, or a value that is no string.
 */
export function jsonErrorText(raw: Buffer): string | undefined {
  const text = raw.toString('utf8')
  try {
    return typeErrorText(JSON.parse(text))
  } catch {
    return syntaxErrorText(text)
  }
}

function typeErrorText(value: unknown): string | undefined {
  if (value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) {
    return `json: cannot unmarshal ${goKind(value)} into Go value of type map[string]string`
  }
  const wrong = Object.values(value).find((item) => item !== null && typeof item !== 'string')
  if (wrong === undefined) return undefined
  return `json: cannot unmarshal ${goKind(wrong)} into Go value of type string`
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value
}

const contexts: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'looking for beginning of value'],
  [/\{\s*$/, 'looking for beginning of object key string'],
  [/[}\]]\s*$/, 'after top-level value'],
  [/,\s*$/, 'looking for beginning of object key string'],
  [/"\s*:\s*$/, 'looking for beginning of value'],
  [/:\s*"[^"]*"\s*$/, 'after object key:value pair'],
  [/"[^"]*"\s*$/, 'after object key'],
]

/** Goes through the beginnings of the text to the first that no JSON can go on from. */
function syntaxErrorText(text: string): string {
  const [broken] =
    /^\s*(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|null)\s*,?\s*)*\}?\s*)?/.exec(
      text,
    ) ?? ['']
  const character = text[broken.length]
  if (character === undefined || character === '"') return 'unexpected end of JSON input'
  const context = contexts.find(([before]) => before.test(broken))?.[1] ?? contexts[0]?.[1]
  return `invalid character ${goQuoted(character)} ${context}`
}

function goQuoted(character: string): string {
  if (character === "'") return `'\\''`
  return character === '"' ? `'"'` : `'${character}'`
}
