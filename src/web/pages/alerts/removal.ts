import type { Request, Response } from 'express'
import type { Actor } from '../../../core/audit.ts'
import { say } from '../../flash.ts'
import { renderPage, viewerOf } from '../../page.ts'
import type { Paths } from '../../paths.ts'
import { actorOf } from '../../signed-in.ts'
import { alertRemovalView, type Removed } from '../../views/alerts/removal.ts'

interface Removal<T> {
  /** What the request is about, or NotFound. */
  find(req: Request): Promise<T>
  describe(thing: T, paths: Paths): Removed
  remove(actor: Actor, thing: T, now: Date): Promise<void>
}

/** Deleting something that was set up for alerts: a page that says what follows, and the act. */
export function removalPages<T>({ find, describe, remove }: Removal<T>) {
  return {
    async removal(req: Request, res: Response) {
      const viewer = viewerOf(res)
      const removed = describe(await find(req), viewer.paths)
      renderPage(res, 'alerts/removal', alertRemovalView(removed, viewer))
    },

    async remove(req: Request, res: Response) {
      const { paths, now } = viewerOf(res)
      const thing = await find(req)
      const { list, farewell } = describe(thing, paths)
      await remove(actorOf(req, res), thing, now)
      await say(req, { tone: 'ok', text: farewell })
      res.redirect(303, list.href)
    },
  }
}
