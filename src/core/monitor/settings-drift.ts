import type { Setting } from '../setting.ts'
import { series } from '../wording.ts'
import type { NewEvent } from './event.ts'
import type { KeptSettings } from './snapshot.ts'

/** Settings as they may be kept: never the value of a secret, and no more than the table holds. */
export function keepSettings(settings: Setting[]): KeptSettings {
  let room = totalLimit
  const entries = settings.map((each) => [each.key, keep(each)] as const)
  const fitting = entries.filter(([key, value]) => {
    room -= key.length + String(value).length
    return room >= 0
  })
  return Object.fromEntries(fitting)
}

function keep({ isSecret, isSet, value }: Setting): string | boolean {
  if (isSecret || value === undefined) return isSet
  return value.slice(0, valueLimit)
}

const valueLimit = 1000
const totalLimit = 12_000
const shownValue = 80
const shownKeys = 3

/** The keys that differ. Keys that only one of the two knows come with another version, not from a person. */
export function changedKeys(before: KeptSettings | null, now: KeptSettings): string[] {
  if (before === null) return []
  return Object.keys(now).filter((key) => before[key] !== undefined && before[key] !== now[key])
}

/** The very object of before unless they differ, so that what did not change need not be written again. */
export function newerSettings(
  before: KeptSettings | null,
  now: KeptSettings | null,
): KeptSettings | null {
  if (before === null || now === null) return now ?? before
  const keys = Object.keys(now)
  const isSame = keys.length === Object.keys(before).length
  return isSame && keys.every((key) => before[key] === now[key]) ? before : now
}

/** Somebody changed settings, and not here: `keys` are those that this panel did not change itself. */
export function driftEvent(
  keys: string[],
  before: KeptSettings | null,
  now: KeptSettings,
  at: Date,
): NewEvent | null {
  if (before === null || keys.length === 0) return null
  const rest = keys.length - shownKeys
  const named = rest > 0 ? [...keys.slice(0, shownKeys), `${rest} more`] : keys
  return {
    kind: 'settings',
    severity: 'info',
    subject: 'settings',
    title: `${series(named)} changed, not from this panel`,
    evidence: keys.map((key) => `${key}: ${words(before[key])} → ${words(now[key])}`),
    at,
  }
}

function words(value: string | boolean | undefined): string {
  if (typeof value === 'boolean' || value === undefined) return value ? 'set' : 'not set'
  if (value === '') return 'empty'
  return value.length > shownValue ? `${value.slice(0, shownValue)}…` : value
}
