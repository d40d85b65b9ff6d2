import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'

/** Running a backup now. The answer is a redirect, so a reload cannot start a second one. */
export function runPages({ runs }: Pick<Services, 'runs'>) {
  return {
    async create(req: Request, res: Response) {
      const server = loadedServer(res)
      const jobId = await runs.start(actorOf(req, res), server)
      res.redirect(303, viewerOf(res).paths.job(server.id, jobId))
    },
  }
}
