import { markLog } from './verdicts/log-line.ts'

/** What is remembered of a job's log. */
export interface KeptLog {
  lines: string[]
  /** Lines before these are lost. */
  isCut: boolean
}

const byteLimit = 64 * 1024
/** What the database needs for a line besides its letters. */
const bytesPerLine = 8

/** The end of a log, where the reasons are, in the words that may be shown: without colours and secrets. */
export function keepLog(log: string[], isFull: boolean): KeptLog {
  const shown = markLog(log).map(({ text }) => text)
  let bytes = 0
  const first = shown.findLastIndex((line) => {
    bytes += new TextEncoder().encode(line).length + bytesPerLine
    return bytes > byteLimit
  })
  return { lines: shown.slice(first + 1), isCut: isFull || first >= 0 }
}
