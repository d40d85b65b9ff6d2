import type { Request } from 'express'
import type { Preferences } from '../core/user.ts'
import { defaultTimeZone, type Format, formatter } from './format.ts'
import { acceptedLocale, isTimeZone } from './locale.ts'

/** Set by public/scripts/zone.js: browsers send their languages with each request, but not their zone. */
const zoneCookie = /(?:^|;\s*)backupgram-admin-zone=([^;]{1,64})/

/** Far more ways to read than one panel has readers; beyond it all are made anew. */
const remembered = 200

/**
 * How this request's reader wants dates and numbers: by their own choice, else as their browser says.
 * Making formats costs more than drawing a page, so they are kept by all that they depend on.
 */
export function requestFormats() {
  const kept = new Map<string, Format>()
  return (req: Request, chosen: Preferences | undefined): Format => {
    const language = chosen?.locale ?? req.get('accept-language')?.slice(0, 500) ?? ''
    const zone = chosen?.timeZone ?? zoneCookie.exec(req.headers.cookie ?? '')?.[1] ?? ''
    const key = `${language}\n${zone}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const format = formatter(acceptedLocale(language), isTimeZone(zone) ? zone : defaultTimeZone)
    if (kept.size >= remembered) kept.clear()
    kept.set(key, format)
    return format
  }
}

export type RequestFormat = ReturnType<typeof requestFormats>
