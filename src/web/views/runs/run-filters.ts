import { isoDay } from '../../../core/dumps/server-day.ts'
import type { RunQuery } from '../../../core/fleet/run-query.ts'
import type { Punctuality } from '../../../core/ledger/run.ts'
import type { RunVerdict } from '../../../core/verdicts/verdict.ts'
import type { Query } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'
import { runBadges } from '../pieces/badge.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { punctualityBadges } from './run-words.ts'

/** What narrows the ledger. */
export interface RunFilters {
  action: string
  verdicts: SelectOption[]
  punctualities: SelectOption[]
  databases: SelectOption[]
  /** `2026-11-20`, or empty. */
  day: string
  clearHref: string | null
  summary: string
}

export const runVerdicts = Object.keys(runBadges) as RunVerdict[]
export const punctualities = Object.keys(punctualityBadges) as Punctuality[]

/** The query as a URL spells it. */
export function runQueryText({ day, verdict, punctuality, database, page }: RunQuery): Query {
  return { day: day === null ? '' : isoDay(day), verdict, punctuality, database, page }
}

export function runFilters(
  query: RunQuery,
  known: { databases: string[]; total: number; action: string },
  { format }: Viewer,
): RunFilters {
  const { day, verdict, punctuality, database } = query
  const isNarrowed = day !== null || Boolean(verdict || punctuality || database)
  const texts = <K extends string>(badges: Record<K, { text: string }>, keys: K[]) =>
    keys.map((key) => [key, badges[key].text] as const)
  return {
    action: known.action,
    verdicts: selectOptions('All verdicts', texts(runBadges, runVerdicts), verdict),
    punctualities: selectOptions(
      'Any punctuality',
      texts(punctualityBadges, punctualities),
      punctuality,
    ),
    databases: selectOptions(
      'All databases',
      known.databases.map((name) => [name, name] as const),
      database,
    ),
    day: day === null ? '' : isoDay(day),
    clearHref: isNarrowed ? known.action : null,
    summary: format.count(known.total, isNarrowed ? 'matching run' : 'run'),
  }
}
