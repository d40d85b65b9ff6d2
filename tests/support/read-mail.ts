/** As much of MIME as our own mails use. */
export interface ReadMail {
  headers: Record<string, string>
  text: string
  html: string
}

export function readMail(raw: string): ReadMail {
  const [head, body] = splitOnce(raw)
  const headers = headersOf(head)
  const boundary = /boundary="?([^";]+)"?/.exec(headers['content-type'] ?? '')?.[1] ?? ''
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => splitOnce(part.replace(/^\r\n/, '')))
    .map(([partHead, partBody]) => ({ headers: headersOf(partHead), body: partBody }))
  const textOf = (type: string) => {
    const part = parts.find((each) => each.headers['content-type']?.startsWith(type))
    return decoded(part?.headers['content-transfer-encoding'] ?? '', part?.body ?? '')
  }
  return { headers, text: textOf('text/plain'), html: textOf('text/html') }
}

function splitOnce(text: string): [string, string] {
  const end = text.indexOf('\r\n\r\n')
  return [text.slice(0, end), text.slice(end + 4)]
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name.toLowerCase(), decodedWords(value.join(': '))]
    }),
  )
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`; between two of them a space does not count. */
function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : decoded('quoted-printable', text.replaceAll('_', ' ')),
    )
}

function decoded(encoding: string, body: string): string {
  if (encoding === 'base64') return lines(Buffer.from(body, 'base64').toString('utf8'))
  if (encoding !== 'quoted-printable') return lines(body)
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return lines(Buffer.from(bytes, 'latin1').toString('utf8'))
}

const lines = (text: string) => text.replaceAll('\r\n', '\n')
