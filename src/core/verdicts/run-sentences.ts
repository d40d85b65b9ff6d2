import { bytes, clock, count, series } from '../wording.ts'
import type { DatabaseFact, RunFacts } from './run-facts.ts'

/** Enough to see a pattern; a server with fifty databases must not fill the page with sentences. */
const sentencesShown = 8

export function newDumps({ databases, fresh }: RunFacts): string[] {
  const facts = (databases ?? fresh).filter((fact) => fact.outcome === 'new')
  const shown = facts.slice(0, sentencesShown).map(newDump)
  const rest = facts.length - shown.length
  return rest > 0 ? [...shown, `New dumps of ${count(rest, 'more database')}`] : shown
}

function newDump({ database, dump }: DatabaseFact): string {
  if (!dump) return `New dump of ${database}`
  const size = bytes(dump.sizeBytes)
  return `New dump of ${database}: ${size}, finished ${clock(dump.finishedAt)}, inside the run`
}

export function missingDumps(facts: DatabaseFact[]): string[] {
  const missing = facts.filter((fact) => fact.outcome === 'missing').map((fact) => fact.database)
  return missing.length > 0 ? [`No new dump of ${series(missing)} appeared`] : []
}

/** What says that databases failed, whatever the job calls itself. */
export function contraryFacts({ signs, databases, fresh, statusInside }: RunFacts): string[] {
  const failed = signs.summary?.failed ?? 0
  const empty = (databases ?? fresh).filter((fact) => fact.outcome === 'empty')
  return [
    ...(failed > 0 ? [`The log says ${count(failed, 'database')} failed`] : []),
    ...(signs.failed.length > 0 ? [failedNames(signs.failed)] : []),
    ...empty.map(({ database }) => `The new dump of ${database} is empty`),
    ...(statusInside === 'FAILED' && signs.summary?.failed !== 0
      ? ['The server’s status says that this run failed']
      : []),
  ]
}

function failedNames(databases: string[]): string {
  return `The dump of ${series(databases)} failed: do not trust a file of it from this run`
}

export function summaryOf({ signs }: RunFacts): string[] {
  if (!signs.summary) return []
  const { succeeded, failed } = signs.summary
  return [`The log counts ${succeeded} succeeded, ${failed} failed`]
}

/** Why a failed run stopped: what the log says last, and what the exit code tells beyond that. */
export function reasonsOf({ job, signs }: RunFacts): string[] {
  const said = signs.deliveryTrouble.length > 0 ? signs.deliveryTrouble : signs.errors.slice(-1)
  return [...said.map(quoted), ...exitSentence(job.exitCode, said.length > 0)]
}

export function quoted(line: string): string {
  return `The log says: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`
}

/** The only program in a run whose own exit code comes through is curl, when it talks to Telegram. */
const curlFailures = new Map([
  [5, 'the proxy’s name does not resolve'],
  [6, 'its name does not resolve'],
  [7, 'no connection'],
  [16, 'a broken connection'],
  [18, 'a broken connection'],
  [26, 'the dump could not be read'],
  [28, 'no answer in time'],
  [35, 'no secure connection'],
  [52, 'an empty answer'],
  [55, 'a broken connection'],
  [56, 'a broken connection'],
  [60, 'a certificate that is not trusted'],
])

export function isTransferError(exitCode: number | undefined): boolean {
  return exitCode !== undefined && curlFailures.has(exitCode)
}

function exitSentence(exitCode: number | undefined, isExplained: boolean): string[] {
  if (exitCode === undefined) return isExplained ? [] : ['The server does not say why it failed']
  const failure = curlFailures.get(exitCode)
  if (failure) return [`Telegram could not be reached: ${failure} (exit code ${exitCode})`]
  if (exitCode < 0) return ['The process was killed']
  return isExplained ? [] : [`It ended with exit code ${exitCode}, and the log does not say why`]
}
