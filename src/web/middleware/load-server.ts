import type { NextFunction, Request, Response } from 'express'
import type { BackupServer } from '../../core/server.ts'

declare global {
  namespace Express {
    interface Locals {
      server?: BackupServer
    }
  }
}

/** Puts the server that the URL names into `res.locals`, or ends the request with NotFound. */
export function loadServer(find: (id: string) => Promise<BackupServer>) {
  return async (req: Request, res: Response, next: NextFunction) => {
    res.locals.server = await find(String(req.params['serverId']))
    next()
  }
}
