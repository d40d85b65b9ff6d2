import type { Request } from 'express'
import type { User } from '../core/user.ts'

/** Signing in renews the session's id, so that one planted before is worth nothing. */
export function startSession(req: Request, user: User): Promise<void> {
  return new Promise((resolve, reject) => {
    req.logIn(user, (error) => (error ? reject(error) : resolve()))
  })
}
