import {
  elsewhere,
  type JobQuery,
  type JobSelection,
  type ListedJob,
} from '../../../core/job-selection.ts'
import { elsewhereText } from '../../forms/job-query.ts'
import type { Query } from '../../paths.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, restoreBadges, runBadges } from '../pieces/badge.ts'
import { type SelectOption, selectOptions } from '../pieces/select.ts'
import { type SortColumn, sortColumn } from '../pieces/sort-column.ts'
import { kindLabels } from './job-row.ts'

/** What narrows and orders the list of jobs. */
export interface JobFilters {
  action: string
  q: string
  sort: string
  kinds: SelectOption[]
  verdicts: SelectOption[]
  people: SelectOption[]
  /** Null when nothing is narrowed. */
  clearHref: string | null
  summary: string
}

const columns = [
  { key: 'kind', text: 'Job' },
  { key: 'verdict', text: 'Verdict' },
  { key: 'who', text: 'Started by' },
  { key: 'queued', text: 'Queued', isLargestFirst: true },
  { key: 'duration', text: 'Duration', isNumber: true, isLargestFirst: true },
]

const badges: Record<string, Badge> = { ...restoreBadges, ...runBadges }

/** `href` keeps whatever it is not told to change. */
export function jobFilters(
  query: JobQuery,
  { total, verdicts, people, hasElsewhere }: JobSelection<ListedJob>,
  action: string,
  href: (changed: Query) => string,
  { format }: Viewer,
): JobFilters {
  const { q, kind, verdict, who, sort } = jobQueryText(query)
  const isNarrowed = Boolean(q || kind || verdict || who)
  const names = people.map((name) => [name, name] as const)
  const others = hasElsewhere ? [[elsewhereText, 'Not started here'] as const] : []
  const found = verdicts.map((each) => [each, badges[each]?.text ?? each] as const)
  return {
    action,
    q: q ?? '',
    sort: sort ?? '',
    kinds: selectOptions('All kinds', Object.entries(kindLabels), kind ?? ''),
    verdicts: selectOptions('All verdicts', found, verdict ?? ''),
    people: selectOptions('Everyone', [...names, ...others], who ?? ''),
    clearHref: isNarrowed ? href({ q: '', kind: '', verdict: '', who: '', page: 1 }) : null,
    summary: format.count(total, isNarrowed ? 'matching job' : 'job'),
  }
}

export function jobColumns(query: JobQuery, href: (changed: Query) => string): SortColumn[] {
  const current = query.direction === 'descending' ? `-${query.sort}` : query.sort
  return columns.map((column) => sortColumn(column, current, (sort) => href({ sort, page: 1 })))
}

/** The same query as a URL spells it; the usual order needs no words. */
export function jobQueryText({ text, kind, verdict, who, sort, direction, page }: JobQuery) {
  const isUsual = sort === 'queued' && direction === 'descending'
  return {
    q: text,
    kind,
    verdict,
    who: who === elsewhere ? elsewhereText : who,
    sort: isUsual ? undefined : `${direction === 'descending' ? '-' : ''}${sort}`,
    page,
  }
}
