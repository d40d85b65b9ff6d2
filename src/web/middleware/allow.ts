import type { NextFunction, Request, Response } from 'express'
import type { AuditAction } from '../../core/audit.ts'
import { Forbidden } from '../../core/errors.ts'
import { may, type Permission } from '../../core/permissions.ts'
import type { Refusals } from '../../services/refusals.ts'
import { actorOf, signedIn } from '../signed-in.ts'

/** Lets through only people whose role has the right that a route names. */
export type Allow = ReturnType<typeof allow>

/** An act that is refused leaves a row in the audit log; a look that is refused does not. */
export function allow(refusals: Refusals) {
  return (permission: Permission, act?: AuditAction) =>
    async (req: Request, res: Response, next: NextFunction) => {
      const { role } = signedIn(res).user
      if (may(role, permission)) return next()
      if (act !== undefined) await refusals.record(actorOf(req, res), role, act, namedIn(req))
      return next(new Forbidden(`Your role, ${role}, does not include this.`))
    }
}

function namedIn({ params: { serverId, userId } }: Request) {
  return { serverId: textOf(serverId), userId: textOf(userId) }
}

function textOf(param: string | string[] | undefined): string | undefined {
  return typeof param === 'string' ? param : undefined
}
