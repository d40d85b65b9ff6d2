import type { ByteString } from './text.ts'

const token = /^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+$/
const needsEncoding = /[^\t\x20-\x7e]/
const notAttributeCharacter = /[^!#$&+\-.0-9A-Z^_`a-z{|}~]/g

/** `Content-Disposition` as Go's `mime.FormatMediaType` writes it: never a plain fallback beside `filename*`. */
export function attachment(name: ByteString): string {
  if (needsEncoding.test(name)) {
    return `attachment; filename*=utf-8''${name.replace(notAttributeCharacter, percentEncoded)}`
  }
  if (token.test(name)) return `attachment; filename=${name}`
  return `attachment; filename="${name.replace(/["\\]/g, '\\$&')}"`
}

function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
