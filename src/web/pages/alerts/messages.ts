import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { resentFlash } from '../../views/alerts/resent.ts'

/** What did not arrive, once more. */
export function alertMessagePages({ alerts: { messages } }: Pick<Services, 'alerts'>) {
  return {
    async resend(req: Request, res: Response) {
      const viewer = viewerOf(res)
      const id = String(req.params['messageId'])
      const resent = await messages.resend(actorOf(req, res), id, viewer.now)
      await say(req, resentFlash(resent, viewer))
      res.redirect(303, viewer.paths.alerts())
    },
  }
}
