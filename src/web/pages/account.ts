import type { Request, Response } from 'express'
import { renderPage, viewerOf } from '../page.ts'
import { signedIn } from '../signed-in.ts'
import { accountView } from '../views/sessions.ts'

/** Who the signed-in person is here, and what they may do. */
export function accountPages() {
  return {
    show(_req: Request, res: Response) {
      renderPage(res, 'sessions/account', accountView(signedIn(res).user, viewerOf(res)))
    },
  }
}
