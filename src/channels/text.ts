import type { AlertMessage, AlertSeverity } from '../core/channels/message.ts'

/** The words for a message that are the same in every kind of channel. */

const severityWords: Record<AlertSeverity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For information',
  resolved: 'Resolved',
}

/** The colours of the panel's states, for receivers that can show one. */
export const severityColours: Record<AlertSeverity, number> = {
  critical: 0xc62828,
  warning: 0xb26a00,
  info: 0x1565c0,
  resolved: 0x2e7d32,
}

export const linkLabel = 'Open in the panel'

export function headline({ severity, title }: AlertMessage): string {
  return `${severityWords[severity]}: ${title}`
}

export function linesOf({ lines }: AlertMessage): string {
  return lines.join('\n')
}

/** All of it in one text. What is too long loses from its lines; the link stays. */
export function wholeText(message: AlertMessage, limit: number, size: Size = inUnits): string {
  const end = message.link === undefined ? '' : `\n\n${message.link}`
  const begin = [headline(message), linesOf(message)].filter((part) => part !== '').join('\n\n')
  return cut(begin, limit - size(end), size) + end
}

type Size = (text: string) => number

const inUnits: Size = (text) => text.length

export const inBytes: Size = (text) => Buffer.byteLength(text)

const cutMark = '… (cut short)'

/** What one unit of text can measure, so that a step never takes more than it must: a line of a card. */
const mostPerUnit = 80

/** Cuts a text so that nobody takes it for whole. `size` measures it as the receiver will. */
export function cut(text: string, limit: number, size: Size = inUnits): string {
  if (size(text) <= limit) return text
  let kept = text.slice(0, limit)
  while (kept !== '' && size(kept + cutMark) > limit) {
    const excess = size(kept + cutMark) - limit
    kept = kept.slice(0, -Math.max(1, Math.floor(excess / mostPerUnit)))
  }
  return kept.replace(/[\uD800-\uDBFF]$/, '') + cutMark
}

/** Without control characters and halves of characters: some receivers refuse a message that has them. */
export function cleaned(message: AlertMessage): AlertMessage {
  const facts = Object.entries(message.facts).map(([name, value]) => [name, shown(value)])
  return {
    ...message,
    id: shown(message.id),
    title: shown(message.title),
    lines: message.lines.map(shown),
    facts: Object.fromEntries(facts),
  }
}

function shown(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').replace(/\p{Cs}/gu, '\uFFFD')
}
