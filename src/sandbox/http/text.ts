/**
 * Paths and file names are bytes on the wire and on disk. They travel here as binary strings (one
 * character per byte, "latin1"), so that names which are not UTF-8 survive.
 */
export type ByteString = string

const utf8OrStray = new RegExp(
  [
    '[\\x00-\\x7f]+',
    '[\\xc2-\\xdf][\\x80-\\xbf]',
    '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
    '[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
    '\\xed[\\x80-\\x9f][\\x80-\\xbf]',
    '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
    '[\\xf1-\\xf3][\\x80-\\xbf]{3}',
    '\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}',
    '[\\x80-\\xff]',
  ].join('|'),
  'g',
)

/** Marks a byte that is no UTF-8: `encodeJson` writes it as Go does, `\ufffd`, one for each byte. */
const strayByte = '\udc80'

export function toText(bytes: ByteString): string {
  return bytes.replace(utf8OrStray, (run) =>
    run.length === 1 && run >= '\x80' ? strayByte : toBuffer(run).toString('utf8'),
  )
}

export function toByteString(text: string): ByteString {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, 'latin1')
}
