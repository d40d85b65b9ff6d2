import type { NextFunction, Request, Response } from 'express'
import type { User } from '../../core/user.ts'

declare global {
  namespace Express {
    // What passport puts on the request is the panel's own user.
    interface User extends PanelUser {}
  }
}

type PanelUser = User

/** Whoever the session belongs to, for pages and gates. */
export function takeUser(req: Request, res: Response, next: NextFunction): void {
  if (req.user) res.locals.user = req.user
  next()
}
