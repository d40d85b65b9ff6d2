/** A number keeps its text: Go tells 5 from 5.0, and reads integers that a double cannot hold. */
export class JsonNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** An object keeps its members in order and with duplicates: in Go the last one wins, but each must fit. */
export class JsonObject {
  readonly members: readonly (readonly [string, Decoded])[]
  constructor(members: readonly (readonly [string, Decoded])[]) {
    this.members = members
  }
}

export type Decoded = null | boolean | string | JsonNumber | JsonObject | Decoded[]

/** Reads the first JSON value and ignores what follows it, as Go's decoder does; undefined when there is none. */
export function decodeFirstValue(body: Buffer): Decoded | undefined {
  try {
    return new Decoder(body.toString('utf8')).value()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

const space = /[ \t\r\n]*/y
const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

class Decoder {
  private at = 0
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  value(): Decoded {
    const next = this.peek()
    if (next === '{') return this.object()
    if (next === '[') return this.array()
    if (next === '"') return this.string()
    return this.word()
  }

  private object(): JsonObject {
    const members: [string, Decoded][] = []
    this.list('}', () => {
      if (this.peek() !== '"') throw new SyntaxError('a key must be a string')
      const key = this.string()
      this.expect(':')
      members.push([key, this.value()])
    })
    return new JsonObject(members)
  }

  private array(): Decoded[] {
    const items: Decoded[] = []
    this.list(']', () => items.push(this.value()))
    return items
  }

  private list(close: string, item: () => void): void {
    this.at += 1
    if (this.peek() === close) {
      this.at += 1
      return
    }
    for (;;) {
      item()
      if (this.peek() === close) break
      this.expect(',')
    }
    this.at += 1
  }

  private string(): string {
    let end = this.at + 1
    while (end < this.text.length && this.text[end] !== '"') {
      end += this.text[end] === '\\' ? 2 : 1
    }
    const text: string = JSON.parse(this.text.slice(this.at, end + 1))
    this.at = end + 1
    return text.replace(/\p{Surrogate}/gu, '\ufffd')
  }

  private word(): Decoded {
    word.lastIndex = this.at
    const [found] = word.exec(this.text) ?? []
    if (found === undefined) throw new SyntaxError('no JSON value')
    this.at += found.length
    if (found === 'null') return null
    return found === 'true' || found === 'false' ? found === 'true' : new JsonNumber(found)
  }

  private expect(character: string): void {
    if (this.peek() !== character) throw new SyntaxError(`expected ${character}`)
    this.at += 1
  }

  private peek(): string | undefined {
    space.lastIndex = this.at
    this.at += space.exec(this.text)?.[0].length ?? 0
    return this.text[this.at]
  }
}
