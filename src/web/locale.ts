import { defaultLocale } from './format.ts'

/** A tag whose conventions Intl knows, as it is usually written; null for anything else. */
export function knownLocale(tag: string): string | null {
  if (tag.length > 35) return null
  try {
    // Without extensions: a locale says how dates read, and is no door for other options.
    const { baseName } = new Intl.Locale(tag)
    return Intl.DateTimeFormat.supportedLocalesOf(baseName)[0] ?? null
  } catch {
    return null
  }
}

export function isTimeZone(name: string): boolean {
  try {
    return name.length <= 64 && new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

/** The locale that an `Accept-Language` header likes best of those that Intl knows. */
export function acceptedLocale(header: string | undefined): string {
  const wishes = (header ?? '').slice(0, 500).split(',').map(wish).filter(isWanted)
  for (const { tag } of wishes.sort((a, b) => b.weight - a.weight)) {
    const locale = knownLocale(tag)
    if (locale !== null) return locale
  }
  return defaultLocale
}

function wish(text: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim())
  const weight = parameters.find((each) => each.startsWith('q='))?.slice(2)
  return { tag, weight: weight === undefined ? 1 : Number(weight) }
}

function isWanted({ tag, weight }: { tag: string; weight: number }): boolean {
  return tag !== '' && tag !== '*' && weight > 0
}
