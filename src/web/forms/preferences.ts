import { z } from 'zod'
import type { Preferences } from '../../core/user.ts'
import { isTimeZone, knownLocale } from '../locale.ts'
import { textOf } from './body.ts'

export type PreferencesErrors = { locale?: string; timeZone?: string }

export interface SentPreferences {
  /** As typed, to show it again. Empty: as the browser asks for. */
  values: { locale: string; timeZone: string }
  input: Preferences | null
  errors: PreferencesErrors
}

const schema = z.object({
  locale: z
    .string()
    .refine((tag) => tag === '' || knownLocale(tag) !== null, 'This language is not known here.')
    .transform((tag) => knownLocale(tag)),
  timeZone: z
    .string()
    .refine((name) => name === '' || isTimeZone(name), 'This time zone is not known here.')
    .transform((name) => name || null),
})

/** How dates and numbers should read for the person: only what this machine's Intl knows. */
export function readPreferences(body: unknown): SentPreferences {
  const values = {
    locale: textOf(body, 'locale').trim(),
    timeZone: textOf(body, 'timeZone').trim(),
  }
  const parsed = schema.safeParse(values)
  if (parsed.success) return { values, input: parsed.data, errors: {} }
  const errors = Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [path[0], message]),
  )
  return { values, input: null, errors }
}
