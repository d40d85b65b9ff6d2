import type { NextFunction, Request, Response } from 'express'
import type { BackupServer } from '../../core/server.ts'
import type { Standing } from '../../services/fleet/standings.ts'

declare global {
  namespace Express {
    interface Locals {
      server?: BackupServer
      /** What was last found out about it, asked when the page is drawn. */
      standing?: () => Standing | null
    }
  }
}

/** Puts the server that the URL names into `res.locals`, or ends the request with NotFound. */
export function loadServer(
  find: (id: string) => Promise<BackupServer>,
  standings: () => Promise<(server: BackupServer) => Standing | null>,
) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const [server, standing] = await Promise.all([
      find(String(req.params['serverId'])),
      standings(),
    ])
    res.locals.server = server
    res.locals.standing = () => standing(server)
    next()
  }
}
