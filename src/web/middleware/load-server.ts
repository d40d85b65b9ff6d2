import type { NextFunction, Request, Response } from 'express'
import type { BackupServer } from '../../core/server.ts'
import type { LastLook } from '../../services/server-health.ts'

declare global {
  namespace Express {
    interface Locals {
      server?: BackupServer
      /** What was last found out about it, asked when the page is drawn. */
      lastLook?: () => LastLook | null
    }
  }
}

/** Puts the server that the URL names into `res.locals`, or ends the request with NotFound. */
export function loadServer(
  find: (id: string) => Promise<BackupServer>,
  lastLook: (server: BackupServer) => LastLook | null,
) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const server = await find(String(req.params['serverId']))
    res.locals.server = server
    res.locals.lastLook = () => lastLook(server)
    next()
  }
}
