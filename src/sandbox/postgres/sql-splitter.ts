/** A piece of a script as psql sees it: a statement, a line of COPY data, its end, or a meta command. */
export type ScriptStep =
  | Statement
  | { readonly kind: 'copy-data'; readonly line: string }
  | { readonly kind: 'copy-end' }
  | { readonly kind: 'meta'; readonly text: string }

export interface Statement {
  readonly kind: 'statement'
  readonly text: string
  /** Its rows follow as lines of the script. */
  readonly isCopy: boolean
}

/** What the scanner is inside of, and what ends it. */
type Inside =
  | { readonly kind: 'quotes'; readonly end: string; readonly hasEscapes: boolean }
  | { readonly kind: 'comment'; readonly depth: number }

const copyFromStdin = /^\s*COPY\s.*\sFROM\s+stdin\b/is
const opening = /--|\/\*|'|"|;|\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/g

/** Cuts a script into steps, line by line, so that it need not be in memory as a whole. */
export class SqlSplitter {
  private statement = ''
  private inside: Inside | undefined
  private isCopying = false

  feed(line: string): ScriptStep[] {
    if (this.isCopying) {
      this.isCopying = line !== '\\.'
      return [this.isCopying ? { kind: 'copy-data', line } : { kind: 'copy-end' }]
    }
    if (this.isBetweenStatements() && line.startsWith('\\')) return [{ kind: 'meta', text: line }]
    return this.scan(`${line}\n`).filter(({ text }) => text.trim() !== '')
  }

  /** What is left at the end of the script is sent too, as psql does. */
  end(): ScriptStep[] {
    return this.isBetweenStatements() ? [] : [this.finish()]
  }

  private isBetweenStatements(): boolean {
    return this.inside === undefined && this.statement.trim() === ''
  }

  private scan(line: string): Statement[] {
    const finished: Statement[] = []
    let at = 0
    while (at < line.length) {
      if (this.inside !== undefined) {
        at = this.leave(line, at, this.inside)
        continue
      }
      opening.lastIndex = at
      const found = opening.exec(line)
      const mark = found?.[0] ?? '--'
      this.statement += line.slice(at, found?.index)
      if (found !== null && mark === '--') this.statement += '\n'
      if (found === null || mark === '--') break
      at = found.index + mark.length
      if (mark === ';') finished.push(this.finish())
      else this.enter(mark, line.slice(0, found.index))
    }
    return finished
  }

  private finish(): Statement {
    const text = this.statement
    this.statement = ''
    this.isCopying = copyFromStdin.test(text)
    return { kind: 'statement', text, isCopy: this.isCopying }
  }

  private enter(mark: string, before: string): void {
    if (mark === '/*') {
      this.inside = { kind: 'comment', depth: 1 }
      return
    }
    this.statement += mark
    this.inside = {
      kind: 'quotes',
      end: mark,
      hasEscapes: mark === "'" && /(?<![\w$])e$/i.test(before),
    }
  }

  /** Returns where the scan goes on: behind the end of what it was inside of, or behind the line. */
  private leave(line: string, at: number, inside: Inside): number {
    if (inside.kind === 'comment') return this.leaveComment(line, at, inside.depth)
    const end = endOfQuotes(line, at, inside.end, inside.hasEscapes)
    this.statement += line.slice(at, end ?? line.length)
    if (end !== undefined) this.inside = undefined
    return end ?? line.length
  }

  private leaveComment(line: string, at: number, depth: number): number {
    const mark = /\/\*|\*\//.exec(line.slice(at))
    if (mark === null) return line.length
    const left = depth + (mark[0] === '/*' ? 1 : -1)
    this.inside = left === 0 ? undefined : { kind: 'comment', depth: left }
    return at + mark.index + 2
  }
}

function endOfQuotes(
  line: string,
  from: number,
  end: string,
  hasEscapes: boolean,
): number | undefined {
  let at = from
  while (at < line.length) {
    const isPair = hasEscapes && line[at] === '\\'
    const isDoubled = end.length === 1 && line.startsWith(end + end, at)
    if (isPair || isDoubled) at += 2
    else if (line.startsWith(end, at)) return at + end.length
    else at += 1
  }
  return undefined
}
