import type { Request } from 'express'
import type { User } from '../../core/user.ts'
import type { Accounts } from '../../services/people/accounts.ts'

/** `changed`: still signed in, with other rights than before. */
export type Standing = 'signed-in' | 'changed' | 'signed-out'

/**
 * Lets go of the request's session and answers how to look at it again. A stream lives for hours: the
 * session that it was opened with must not be written back at its end, for it may have ended
 * meanwhile; nor may it take the message that waits for the next page.
 */
export function sessionCheck(req: Request, user: User, accounts: Pick<Accounts, 'find'>) {
  const { sessionID, sessionStore } = req
  Reflect.deleteProperty(req, 'session')

  function isStored(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      sessionStore.get(sessionID, (error, found) => (error ? reject(error) : resolve(!!found)))
    })
  }

  return {
    sessionId: sessionID,
    async standing(): Promise<Standing> {
      const [isKept, person] = await Promise.all([isStored(), accounts.find(user.id)])
      if (!isKept || !person) return 'signed-out'
      return person.role === user.role ? 'signed-in' : 'changed'
    },
  }
}
