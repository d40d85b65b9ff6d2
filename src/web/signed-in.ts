import type { Request, Response } from 'express'
import type { Actor } from '../core/audit.ts'
import type { BackupServer } from '../core/server.ts'
import type { User } from '../core/user.ts'
import { visitorAddress } from './visitor-address.ts'

/** Who is signed in. Only for routes behind sign-in; anything else is our mistake. */
export function signedIn(res: Response): { user: User } {
  const { user } = res.locals
  if (user === undefined)
    throw new Error('A route needs a signed-in person but is not behind sign-in.')
  return { user }
}

/** The server that the URL names, loaded before the handler ran. */
export function loadedServer(res: Response): BackupServer {
  const { server } = res.locals
  if (server === undefined) throw new Error('A route needs a server but its URL names none.')
  return server
}

/** The signed-in person as the audit writes them down. */
export function actorOf(req: Request, res: Response): Actor {
  const { user } = signedIn(res)
  return { userId: user.id, username: user.username, address: visitorAddress(req) }
}
