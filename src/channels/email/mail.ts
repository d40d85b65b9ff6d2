import { createHash } from 'node:crypto'
import type { AlertMessage } from '../../core/channels/message.ts'
import { cut, headline, linkLabel, wholeText } from '../text.ts'

/** The longest subject that still shows in a list of mails. */
const subjectLimit = 200

/** Far more than anybody reads, and far less than any server refuses. */
const textLimit = 100_000

/** One mail. Those about one incident belong together, and a repetition can be told by its id. */
export function mailOf(message: AlertMessage, { from, to }: { from: string; to: string[] }) {
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
  const idOf = (text: string) => `<${digest(text)}@${domain}>`
  const thread = idOf(message.incidentKey)
  const text = wholeText(message, textLimit)
  return {
    from,
    to,
    subject: cut(headline(message), subjectLimit),
    text,
    html: htmlOf(text, message.link),
    date: message.at,
    messageId: idOf(message.id),
    inReplyTo: thread,
    references: thread,
    ...(message.severity === 'critical' && { priority: 'high' as const }),
    // Nobody's absence notice is wanted.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

function htmlOf(text: string, link: string | undefined): string {
  const body = link === undefined ? text : text.slice(0, -link.length)
  const paragraphs = body
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
  const anchor = link === undefined ? '' : `<p><a href="${escaped(link)}">${linkLabel}</a></p>`
  return `<!doctype html><html><body>${paragraphs.join('')}${anchor}</body></html>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
