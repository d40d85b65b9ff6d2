import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type TokenKind = 'colour' | 'text' | 'space' | 'radius' | 'shadow' | 'other'

export interface Token {
  name: string
  value: string
  kind: TokenKind
}

export interface TokenGroup {
  title: string
  tokens: Token[]
}

const part = /\/\*\s*(?<title>[^*]+?)\s*\*\/|--(?<name>[\w-]+):\s*(?<value>[^;]+);/g

/** The tokens as the stylesheet declares them, below the comments that stand over them there. */
export function readTokens(publicFolder: string): TokenGroup[] {
  const css = readFileSync(join(publicFolder, 'styles/tokens.css'), 'utf8')
  const declared = css.slice(css.indexOf(':root'))
  const groups: TokenGroup[] = []
  for (const { groups: found = {} } of declared.matchAll(part)) {
    const { title, name, value } = found
    if (title) groups.push({ title: title.replace(/\s+/g, ' '), tokens: [] })
    if (name && value) groups.at(-1)?.tokens.push(tokenOf(name, value.replace(/\s+/g, ' ')))
  }
  return groups.filter(({ tokens }) => tokens.length > 0)
}

function tokenOf(name: string, value: string): Token {
  return { name, value, kind: kindOf(name, value) }
}

function kindOf(name: string, value: string): TokenKind {
  if (/^(text)-/.test(name)) return 'text'
  if (/^space-/.test(name)) return 'space'
  if (/^radius-/.test(name)) return 'radius'
  if (/^shadow/.test(name)) return 'shadow'
  return /oklch|var\(/.test(value) ? 'colour' : 'other'
}

const shownAs: Record<Exclude<TokenKind, 'other'>, string> = {
  colour: 'background',
  text: 'font-size',
  space: 'width',
  radius: 'border-radius',
  shadow: 'box-shadow',
}

/** Rules that show each token on its specimen. A style attribute would break the CSP. */
export function tokenStyles(groups: TokenGroup[]): string {
  const tokens = groups.flatMap((group) => group.tokens)
  return tokens
    .flatMap(({ name, kind }) =>
      kind === 'other' ? [] : [`[data-token="${name}"] { ${shownAs[kind]}: var(--${name}) }`],
    )
    .join('\n')
}
