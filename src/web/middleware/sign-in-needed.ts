import type { NextFunction, Request, Response } from 'express'
import type { Paths } from '../paths.ts'

/** Sends whoever is not signed in to the sign-in page, and back again afterwards. */
export function signInNeeded(paths: Paths) {
  return (req: Request, res: Response, next: NextFunction) => {
    if (res.locals.user) next()
    else res.redirect(303, paths.login(req.method === 'GET' ? req.originalUrl : undefined))
  }
}
