/** Go's complaint about a text that is no JSON, word for word. */
export class JsonSyntaxError extends Error {}

const literals = ['true', 'false', 'null'] as const

/** Reads the smallest parts of JSON, and knows how Go names what is wrong with them. */
export class JsonScanner {
  private at = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** The next character that is no space, without taking it; undefined at the end. */
  peek(): string | undefined {
    while (this.isOneOf(' \t\r\n')) this.at += 1
    return this.text[this.at]
  }

  /** Takes the next character if it is the wanted one. */
  takes(wanted: string): boolean {
    const isThere = this.peek() === wanted
    if (isThere) this.at += 1
    return isThere
  }

  literal(): boolean | null | undefined {
    const word = literals.find((candidate) => candidate[0] === this.text[this.at])
    if (word === undefined) return undefined
    for (const expected of word) {
      if (this.text[this.at] !== expected) {
        throw this.wrongInside(`in literal ${word} (expecting '${expected}')`)
      }
      this.at += 1
    }
    return word === 'null' ? null : word === 'true'
  }

  number(): string {
    const start = this.at
    if (this.isOneOf('-')) this.at += 1
    if (this.isOneOf('0')) this.at += 1
    else this.digits('in numeric literal')
    if (this.isOneOf('.')) {
      this.at += 1
      this.digits('after decimal point in numeric literal')
    }
    if (this.isOneOf('eE')) {
      this.at += 1
      if (this.isOneOf('+-')) this.at += 1
      this.digits('in exponent of numeric literal')
    }
    return this.text.slice(start, this.at)
  }

  string(): string {
    const start = this.at
    this.at += 1
    while (!this.isOneOf('"')) {
      const character = this.text[this.at]
      if (character === undefined || character < ' ') throw this.wrong('in string literal')
      this.at += 1
      if (character === '\\') this.escape()
    }
    this.at += 1
    const text: string = JSON.parse(this.text.slice(start, this.at))
    return text.replace(/\p{Surrogate}/gu, '\ufffd')
  }

  /** The error for the character that comes next, or for its absence. */
  wrong(where: string): JsonSyntaxError {
    const isAtEnd = this.at >= this.text.length
    return isAtEnd ? new JsonSyntaxError('unexpected end of JSON input') : this.wrongInside(where)
  }

  /** Inside of a word or a number Go meets the end of the text as if it were a space. */
  private wrongInside(where: string): JsonSyntaxError {
    return new JsonSyntaxError(`invalid character ${quoted(this.text[this.at] ?? ' ')} ${where}`)
  }

  private escape(): void {
    const isHex = this.isOneOf('u')
    if (!this.isOneOf('bfnrtu\\/"')) throw this.wrongInside('in string escape code')
    this.at += 1
    for (let left = isHex ? 4 : 0; left > 0; left -= 1) {
      if (!this.isOneOf('0123456789abcdefABCDEF')) {
        throw this.wrongInside('in \\u hexadecimal character escape')
      }
      this.at += 1
    }
  }

  private digits(where: string): void {
    if (!this.isOneOf('0123456789')) throw this.wrongInside(where)
    while (this.isOneOf('0123456789')) this.at += 1
  }

  private isOneOf(characters: string): boolean {
    const character = this.text[this.at]
    return character !== undefined && characters.includes(character)
  }
}

/** Go looks at bytes, and shows one beyond ASCII as the character of that number. */
function quoted(character: string): string {
  if (character === "'") return "'\\''"
  if (character === '"') return `'"'`
  const byte = Buffer.from(character)[0] ?? 0
  if (byte >= 0x20 && byte !== 0x7f) return `'${String.fromCharCode(byte)}'`
  return `'${shortEscapes[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`}'`
}

const shortEscapes: Record<number, string> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}
