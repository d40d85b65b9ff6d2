export type LogMark = 'error' | 'warning' | 'plain'

/** One line of a job's log as it may be shown. Still untrusted: escape it. */
export interface MarkedLine {
  text: string
  mark: LogMark
}

export function markLog(lines: string[]): MarkedLine[] {
  return lines.map(markLine)
}

export function markLine(line: string): MarkedLine {
  const text = withoutSecrets(asOnTerminal(line.slice(0, readLimit)))
  const mark = markOf(text)
  return { text: text.length > shownLimit ? `${text.slice(0, shownLimit)}…` : text, mark }
}

/** The words alone: no emoji or rule in front, one space between. What signs are looked for in. */
export function wordsOf(text: string): string {
  return text
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\s+/g, ' ')
    .trimEnd()
}

/** The server caps the number of lines, but not their length. */
const readLimit = 20_000
const shownLimit = 2_000

const escapeCharacter = String.fromCharCode(27)
const escapeSequence = new RegExp(`${escapeCharacter}(?:\\[[0-9;?]*[ -/]*[@-~]|[@-Z\\\\^_])`, 'g')
const controlCharacter = /(?!\t)\p{Cc}/gu

/** A carriage return overwrites the line: the last thing written is what stands there. */
function asOnTerminal(line: string): string {
  const passes = line.replace(escapeSequence, '').split('\r')
  const last = passes.findLast((pass) => pass.trim() !== '') ?? ''
  return last.replace(controlCharacter, '').trimEnd()
}

const address = /\b(https?|postgres(?:ql)?):\/\/([^\s/?#]*)(\S*)/gi
const botToken = /\bbot\d+:[\w-]+/g

/** The server logs webhook addresses, which are as good as passwords: only the host is kept. */
function withoutSecrets(text: string): string {
  return text.replace(address, hostOnly).replace(botToken, 'bot…')
}

/** An @ behind the first slash may end a password that holds a slash: then what seems the host is part of it. */
function hostOnly(_: string, scheme: string, authority: string, rest: string): string {
  if (rest.includes('@')) return `${scheme}://…`
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return `${scheme}://${host}${rest.length > 1 ? '/…' : rest}`
}

const plainSigns = [
  /^backup completed in .*[ ,]0 failed/i,
  // Said at every run of a server that has no Telegram: a choice, not a fault.
  /^telegram credentials not provided/i,
]

const errorSigns = [
  /\b(?:error|fatal|panic):/i,
  /\berrors ignored on restore/i,
  /\bcompleted with warnings/i,
  /^backup completed in .* [1-9]\d* failed/i,
  /^backup (?:integrity check|verification) failed/i,
  /\bpg_(?:dump|dumpall|restore): \[/,
  /\bvalid archive\b/i,
  /\btext format dump\b/i,
  /\bunexpected end of file\b/i,
  /\bunexpected eof\b/i,
  /\bnot in gzip format\b/i,
  /\bcrc error\b/i,
  /\binvalid (?:magic|command|compressed data|header)/i,
  /\bdecryption failed\b/i,
  /\bcommand not found\b/i,
  /\bunrecognized option\b/i,
  /\bno such file or directory\b/i,
  /\bpermission denied\b/i,
  /\bno space left\b/i,
  /\bout of memory\b/i,
  /\b(?:killed|terminated|segmentation fault)\b/i,
  /^\S+: (?:cannot|failed to|can't) /,
]

const warningSigns = [/\bwarning:/i, /\bexited with return code\b/i, /\bexit status \d/i]

function markOf(text: string): LogMark {
  const words = wordsOf(text)
  const hasAny = (signs: RegExp[]) => signs.some((sign) => sign.test(words))
  if (hasAny(plainSigns)) return 'plain'
  if (text.trimStart().startsWith('❌') || hasAny(errorSigns)) return 'error'
  if (text.trimStart().startsWith('⚠') || hasAny(warningSigns)) return 'warning'
  return /\bcould not\b/i.test(words) ? 'error' : 'plain'
}
