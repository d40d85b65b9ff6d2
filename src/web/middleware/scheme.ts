import type { NextFunction, Request, Response } from 'express'

/**
 * Decides the request's scheme by BASE_URL instead of by what a proxy says or forgets to say, so that
 * a missing X-Forwarded-Proto does not silently cost the session its cookie.
 */
export function scheme(baseUrl: URL | undefined) {
  return (req: Request, _res: Response, next: NextFunction) => {
    const isSecure = baseUrl?.protocol === 'https:'
    req.headers['x-forwarded-proto'] = isSecure ? 'https' : 'http'
    next()
  }
}

/**
 * The browser is on plain http although BASE_URL says https, so it will not keep our Secure cookie.
 * Browsers leave out the Sec-Fetch headers just where the address is not trustworthy.
 */
export function isCookieRefused(req: Request, baseUrl: URL | undefined): boolean {
  if (baseUrl?.protocol !== 'https:') return false
  const isBrowser = req.get('user-agent')?.startsWith('Mozilla/') ?? false
  return isBrowser && req.get('sec-fetch-mode') === undefined
}
