import type { Request, Response } from 'express'
import { planJointRemoval } from '../../../core/dumps/joint-removal.ts'
import type { Services } from '../../../services/all.ts'
import { goneSignal } from '../../download.ts'
import { textOf } from '../../forms/body.ts'
import { chosenIds, isNothingChosen, wayBack } from '../../forms/chosen.ts'
import { dumpChoice } from '../../forms/dump-choice.ts'
import { isTypedName } from '../../forms/typed-name.ts'
import { keepResult, keptResult } from '../../kept-result.ts'
import { safeNext } from '../../next-url.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf, loadedServer } from '../../signed-in.ts'
import { bulkRemovalResult, removalsResult } from '../../views/bulk/bulk-removal-result.ts'
import { type BulkRemovalInput, bulkRemovalConfirmation } from '../../views/bulk/bulk-removals.ts'
import { backToList } from '../back-to-list.ts'
import { subjectOf } from '../subject.ts'

type Needed = Pick<Services, 'backups' | 'bulk' | 'drivers'>

/** Deleting many dumps of one server: confirm, do, tell. */
export function bulkRemovalPages({ backups, bulk, drivers }: Needed) {
  return {
    async choose(req: Request, res: Response) {
      const server = loadedServer(res)
      const list = viewerOf(res).paths.backups(server.id)
      if (isNothingChosen(req, 'dump')) return backToList(req, res, list, 'dump')
      const { files, dumps } = await backups.list(server, goneSignal(res))
      const { ids, beyondCount } = dumpChoice(req, dumps)
      const plan = planJointRemoval(files, ids)
      return confirm(req, res, drivers, {
        plan,
        beyondCount,
        confirmation: { value: '', error: null },
      })
    },

    async create(req: Request, res: Response) {
      const server = loadedServer(res)
      const { paths } = viewerOf(res)
      const ids = chosenIds(req, 'dump')
      if (ids.length === 0) return backToList(req, res, paths.backups(server.id), 'dump')
      const { files } = await backups.list(server, goneSignal(res))
      // Exactly what the confirmation listed, whatever matches by now.
      const plan = planJointRemoval(files, ids)
      const value = textOf(req.body, 'confirmation')
      if (plan.losses.length > 0 && !isTypedName(value, server.name)) {
        const error = `Type ${server.name} to confirm.`
        return confirm(req, res.status(422), drivers, {
          plan,
          beyondCount: 0,
          confirmation: { value, error },
        })
      }
      const done = await bulk.removeDumps(actorOf(req, res), server, plan.removals)
      await keepResult(req, { removals: removalsResult(server.id, done, plan.missing) })
      return res.redirect(303, paths.manyBackupRemovals(server.id))
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

function confirm(
  req: Request,
  res: Response,
  drivers: Needed['drivers'],
  input: Pick<BulkRemovalInput, 'plan' | 'beyondCount' | 'confirmation'>,
): void {
  const subject = subjectOf(drivers, loadedServer(res))
  const viewer = viewerOf(res)
  const list = viewer.paths.backups(subject.server.id)
  const next = safeNext(wayBack(req) ?? list, viewer.paths.basePath)
  renderPage(
    res,
    'bulk/confirmation',
    bulkRemovalConfirmation({ ...subject, ...input, next }, viewer),
  )
}
