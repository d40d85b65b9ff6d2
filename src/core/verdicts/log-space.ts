import { markLog, wordsOf } from './log-line.ts'

/** What a run found on the server's disk before it began. */
export interface DiskSpace {
  freeBytes: number
  /** The floor that it did not reach, so that nothing was dumped. Null: there was enough. */
  neededBytes: number | null
}

/** The script counts in `df -m`, in binary megabytes. */
const mebibyte = 1024 * 1024

/** Null: the log does not say, as when its beginning was cut off. */
export function readDiskSpace(lines: string[]): DiskSpace | null {
  for (const { text } of markLog(lines)) {
    const words = wordsOf(text)
    const [, free] = /^disk space ok \((\d+)mb available\)/i.exec(words) ?? []
    if (free) return { freeBytes: Number(free) * mebibyte, neededBytes: null }
    const [, left, floor] =
      /^low disk space: (\d+)mb available, (\d+)mb required/i.exec(words) ?? []
    if (left && floor) {
      return { freeBytes: Number(left) * mebibyte, neededBytes: Number(floor) * mebibyte }
    }
  }
  return null
}
