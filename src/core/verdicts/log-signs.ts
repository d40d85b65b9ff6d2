import { type MarkedLine, markLog, wordsOf } from './log-line.ts'

/** What the log of a run says about itself. Silence is not evidence: a field is empty when nothing was said. */
export interface RunSigns {
  /** Another run held the lock, so this one did nothing. */
  isSkipped: boolean
  summary: { succeeded: number; failed: number } | null
  /** The databases that the server found by itself. */
  discovered: string[]
  /** The databases that the run began to dump. */
  attempted: string[]
  /** One dump of all databases. A single one may be called `cluster` as well. */
  isCluster: boolean
  /** The files that it reports as finished and checked. */
  created: string[]
  /** The databases whose dump it reports as failed. */
  failed: string[]
  isDirectoryFormat: boolean
  /** What it says about Telegram and hooks not working. */
  deliveryTrouble: string[]
  /** Errors that none of the other fields accounts for. */
  errors: string[]
}

/** What the log of a restore says about itself. */
export interface RestoreSigns {
  hasBegun: boolean
  hasCompleted: boolean
  hasCreatedTarget: boolean
  isSql: boolean
  /** Taken for a dump of all databases: the server then ignores the target. */
  isCluster: boolean
  /** How many SQL statements report that they were carried out. */
  statements: number
  errors: string[]
  /** Messages whose severity is in a language that cannot be read here. */
  unreadable: string[]
}

export function readRunLog(lines: string[]): RunSigns {
  const log = readable(lines)
  const all = (pattern: RegExp) => log.flatMap(({ words }) => pattern.exec(words)?.[1] ?? [])
  const has = (pattern: RegExp) => log.some(({ words }) => pattern.test(words))
  return {
    isSkipped: has(/another backup is already running/i),
    summary: summaryOf(log),
    discovered: all(/^auto-discovered \d+ database\(s\): (.+)$/i).flatMap((names) =>
      names.split(' '),
    ),
    attempted: [
      ...all(/^creating dump of (.+) database from /i),
      ...all(/^creating (cluster) dump from /i),
    ],
    isCluster: has(/^creating cluster dump from /i),
    created: all(/^backup created: (.+) \([^()]*\)$/i).map(fileName),
    failed: failedDatabases(log),
    isDirectoryFormat: has(/^directory format \(-fd\)|^backup verification passed/i),
    deliveryTrouble: log.filter(({ words }) => isDelivery(words)).map(({ words }) => words),
    errors: log
      .filter(({ words, mark }) => mark === 'error' && !isDelivery(words) && !isSummary(words))
      .map(({ words }) => words),
  }
}

export function readRestoreLog(lines: string[]): RestoreSigns {
  const log = readable(lines)
  const has = (pattern: RegExp) => log.some(({ words }) => pattern.test(words))
  return {
    hasBegun: has(/^restoring (?!all databases)/i),
    hasCompleted: has(/^restore completed in /i),
    hasCreatedTarget: has(/^target database .* does not exist/i),
    isSql: has(/^detected (?:compressed|plain) sql dump/i),
    isCluster: has(/^cluster dump detected/i),
    statements: log.filter(({ text }) => commandTag.test(text)).length,
    errors: log.filter(({ mark }) => mark === 'error').map(({ words }) => words),
    unreadable: log.filter(({ text }) => isForeign(text)).map(({ words }) => words),
  }
}

interface ReadLine extends MarkedLine {
  words: string
}

function readable(lines: string[]): ReadLine[] {
  return markLog(lines).map((line) => ({ ...line, words: wordsOf(line.text) }))
}

const summary = /^backup completed in .*?(\d+) succeeded, (\d+) failed/i

function isSummary(words: string): boolean {
  return summary.test(words)
}

function summaryOf(log: ReadLine[]): RunSigns['summary'] {
  const found = log.findLast(({ words }) => isSummary(words))
  const [, succeeded, failed] = summary.exec(found?.words ?? '') ?? []
  return found ? { succeeded: Number(succeeded), failed: Number(failed) } : null
}

const failures = [
  /^error: pg_dump failed for (.+)\. skipping/i,
  /^backup (?:integrity check|verification) failed for (.+?)\. /i,
  /^error: backup file (.+) is empty or missing/i,
  /^error: (pg_dumpall) failed/i,
]

function failedDatabases(log: ReadLine[]): string[] {
  const subjects = log.flatMap(({ words }) =>
    failures.flatMap((failure) => failure.exec(words)?.[1] ?? []),
  )
  return [...new Set(subjects.map(databaseOf))]
}

function databaseOf(subject: string): string {
  if (subject === 'pg_dumpall') return 'cluster'
  return fileName(subject).replace(/-\d{8}-\d{6}.*$/, '')
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

const deliverySigns = [
  /failed to send backup to telegram/i,
  /not delivered to any chat/i,
  /mtproto upload failed/i,
  /exceeds .*\blimit\b/i,
  /webhook call to .* failed/i,
  /invalid webhook url/i,
  /^run-parts: /i,
]

function isDelivery(words: string): boolean {
  return deliverySigns.some((sign) => sign.test(words))
}

/** How psql says that a statement was carried out: `SET`, `COPY 1000`, `CREATE TABLE`. */
const commandTag = /^[A-Z]{2,}(?: [A-Z]+)*(?: \d+)*$/

const severity = /^(\p{L}[\p{L} ]*): {2}\S/u
const readSeverities = /^(?:DEBUG|INFO|NOTICE|WARNING|LOG|ERROR|FATAL|PANIC)$/
const details = /^(?:DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION)$/

/**
 * Postgres words its severities in the server's language (`FEHLER:  …`), and psql prints them with two
 * spaces behind the colon. A word that is none of the known ones may be an error.
 */
function isForeign(text: string): boolean {
  const word = severity.exec(text)?.[1]
  return word !== undefined && !readSeverities.test(word) && !details.test(word)
}
