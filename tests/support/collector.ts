import { Writable } from 'node:stream'

/** Takes each chunk only after a while, and looks at its bytes only then. */
export function collector(takeMs = 0): Writable & { bytes(): Buffer } {
  const chunks: Buffer[] = []
  const writable = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      setTimeout(() => {
        chunks.push(Buffer.from(chunk))
        done()
      }, takeMs)
    },
  })
  return Object.assign(writable, { bytes: () => Buffer.concat(chunks) })
}

/** Takes the first chunk and never asks for another. */
export function neverReads(): Writable {
  return new Writable({ highWaterMark: 1, write() {} })
}
