import type { NextFunction, Request, Response } from 'express'
import type { Paths } from '../paths.ts'

/** Sends whoever is not signed in to the sign-in page, and back again afterwards. */
export function signInNeeded(paths: Paths) {
  return (req: Request, res: Response, next: NextFunction) => {
    if (res.locals.user) next()
    else res.redirect(303, paths.login(wanted(req)))
  }
}

/** What was asked for; of a form, whose content is not kept, the page that it stands on. */
function wanted(req: Request): string | undefined {
  if (req.method === 'GET') return req.originalUrl
  const from = req.get('referer')
  if (from === undefined || !URL.canParse(from)) return undefined
  const { pathname, search } = new URL(from) // of this origin, or it would have been refused before
  return pathname + search
}
