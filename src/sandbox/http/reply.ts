import type { Readable } from 'node:stream'
import { encodeJson, type Json } from './json-encode.ts'
import { type ByteString, toText } from './text.ts'

/** What a handler answers; `send` decides the framing. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: ReplyBody
}

/**
 * A text is framed as Go frames it. A stream comes with a Content-Length of its own. `missing` is a
 * promised body that never comes: the connection closes after the headers.
 */
export type ReplyBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'stream'; readonly open: () => Readable; readonly discard: () => void }
  | { readonly kind: 'missing' }

export function json(status: number, value: Json): Reply {
  return reply(status, { 'Content-Type': 'application/json' }, encodeJson(value))
}

/** An error of the API itself. */
export function problem(status: number, error: string): Reply {
  return json(status, { error })
}

/** An error of the router or the file server: text, as `http.Error` writes it. */
export function plainProblem(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const fixed = {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  }
  return reply(status, { ...headers, ...fixed }, `${text}\n`)
}

/** The page that Go sends along goes only to GET. */
export function movedPermanently(method: string, location: ByteString): Reply {
  const readers = ['GET', 'HEAD'].includes(method)
  const headers = { Location: location.replace(/[\x80-\xff]/g, percentEncoded) }
  return reply(
    301,
    readers ? { ...headers, 'Content-Type': 'text/html; charset=utf-8' } : headers,
    method === 'GET' ? `<a href="${escapeHtml(toText(location))}">Moved Permanently</a>.\n\n` : '',
  )
}

export function reply(
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): Reply {
  return { status, headers, body: { kind: 'text', text } }
}

function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16)}`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
