import type { NextFunction, Request, Response } from 'express'
import { Forbidden } from '../../core/errors.ts'

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that another site's page sent. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, and over plain http at least in `Origin`; neither can be set by a page's script.
 * A request with neither header is no browser's, and no browser's cookie rides on it.
 */
export function sameOrigin(panelOrigin: string | undefined) {
  return (req: Request, _res: Response, next: NextFunction) => {
    if (reads.has(req.method) || isFromHere(req, panelOrigin)) next()
    else next(new Forbidden('This form was sent from another site, so nothing was done.'))
  }
}

function isFromHere(req: Request, panelOrigin: string | undefined): boolean {
  const site = req.get('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = req.get('origin')
  if (origin === undefined) return true
  return origin === panelOrigin || hostOf(origin) === req.get('host')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
