import type { Request, Response } from 'express'
import { type JointRemoval, planJointRemoval } from '../../core/dumps/joint-removal.ts'
import type { Services } from '../../services/all.ts'
import { goneSignal } from '../download.ts'
import { textOf } from '../forms/body.ts'
import { chosenIds, wayBack } from '../forms/chosen.ts'
import { isTypedName } from '../forms/typed-name.ts'
import { keepResult, keptResult } from '../kept-result.ts'
import { safeNext } from '../next-url.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { bulkRemovalResult, removalsResult } from '../views/bulk/bulk-removal-result.ts'
import { type BulkRemovalInput, bulkRemovalConfirmation } from '../views/bulk/bulk-removals.ts'
import { backToList } from './back-to-list.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'backups' | 'bulk' | 'drivers'>

/** Deleting many dumps of one server: confirm, do, tell. */
export function bulkRemovalPages({ backups, bulk, drivers }: Needed) {
  async function planned(req: Request, res: Response): Promise<JointRemoval> {
    const { files } = await backups.list(loadedServer(res), goneSignal(res))
    return planJointRemoval(files, chosenIds(req, 'dump'))
  }

  function confirm(
    req: Request,
    res: Response,
    input: Pick<BulkRemovalInput, 'plan' | 'confirmation'>,
  ) {
    const subject = subjectOf(drivers, loadedServer(res))
    const viewer = viewerOf(res)
    const list = viewer.paths.backups(subject.server.id)
    const next = safeNext(wayBack(req) ?? list, viewer.paths.basePath)
    const view = bulkRemovalConfirmation({ ...subject, ...input, next }, viewer)
    renderPage(res, 'bulk/confirmation', view)
  }

  return {
    async choose(req: Request, res: Response) {
      const list = viewerOf(res).paths.backups(loadedServer(res).id)
      if (chosenIds(req, 'dump').length === 0) return backToList(req, res, list, 'dump')
      const plan = await planned(req, res)
      return confirm(req, res, { plan, confirmation: { value: '', error: null } })
    },

    async create(req: Request, res: Response) {
      const server = loadedServer(res)
      const plan = await planned(req, res)
      const value = textOf(req.body, 'confirmation')
      if (plan.losses.length > 0 && !isTypedName(value, server.name)) {
        const error = `Type ${server.name} to confirm.`
        return confirm(req, res.status(422), { plan, confirmation: { value, error } })
      }
      const done = await bulk.removeDumps(actorOf(req, res), server, plan.removals)
      await keepResult(req, { removals: removalsResult(server.id, done, plan.missing) })
      return res.redirect(303, viewerOf(res).paths.manyBackupRemovals(server.id))
    },

    index(req: Request, res: Response) {
      const server = loadedServer(res)
      const result = keptResult(req, 'removals')
      const viewer = viewerOf(res)
      if (result?.serverId !== server.id) return res.redirect(303, viewer.paths.backups(server.id))
      const view = bulkRemovalResult(subjectOf(drivers, server), result, viewer)
      return renderPage(res, 'bulk/result', view)
    },
  }
}
