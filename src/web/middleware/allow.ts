import type { NextFunction, Request, Response } from 'express'
import { Forbidden } from '../../core/errors.ts'
import { may, type Permission } from '../../core/permissions.ts'
import { signedIn } from '../signed-in.ts'

/** Lets through only people whose role has the right that the route names. */
export function allow(permission: Permission) {
  return (_req: Request, res: Response, next: NextFunction) => {
    const { role } = signedIn(res).user
    if (may(role, permission)) next()
    else next(new Forbidden(`Your role, ${role}, does not include this.`))
  }
}
