import type { IncomingHttpHeaders } from 'node:http'

/** One string for each header. Of a header that came twice the first counts. */
export function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined) plain[name.toLowerCase()] = first
  }
  return plain
}

export function pick(
  headers: Record<string, string>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => names.includes(name)))
}

/** As they go over the wire. Values come from a browser: nothing in them may start a line of its own. */
export function headLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value.replace(/[^\P{Cc}\t]/gu, '')}\r\n`)
    .join('')
}
