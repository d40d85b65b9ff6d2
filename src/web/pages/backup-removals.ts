import type { Request, Response } from 'express'
import { planRemoval, type RemovalScope } from '../../core/dumps/removal.ts'
import { NotFound } from '../../core/errors.ts'
import type { Services } from '../../services/all.ts'
import { goneSignal } from '../download.ts'
import { say } from '../flash.ts'
import { textOf } from '../forms/body.ts'
import { isTypedName } from '../forms/typed-name.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { type BackupRemovalInput, backupRemovalView } from '../views/backups/backup-removal.ts'
import { subjectOf } from './subject.ts'

/** Deleting one file of a dump, or the dump with all its slots. */
export function backupRemovalPages({ backups, drivers }: Pick<Services, 'backups' | 'drivers'>) {
  async function found(req: Request, res: Response) {
    const server = loadedServer(res)
    const backupId = String(req.params['backupId'])
    return backups.get(server, backupId, goneSignal(res))
  }

  function show(
    res: Response,
    input: Pick<BackupRemovalInput, 'list' | 'file' | 'scope' | 'confirmation'>,
  ) {
    const subject = subjectOf(drivers, loadedServer(res))
    const view = backupRemovalView({ ...subject, ...input }, viewerOf(res))
    if (view === null) throw new NotFound('This backup is no longer on the server.')
    renderPage(res, 'backups/removal', view)
  }

  return {
    async show(req: Request, res: Response) {
      const { file, ...list } = await found(req, res)
      show(res, { list, file, scope: 'file', confirmation: { value: '', error: null } })
    },

    async remove(req: Request, res: Response) {
      const { file, ...list } = await found(req, res)
      const scope: RemovalScope = textOf(req.body, 'scope') === 'dump' ? 'dump' : 'file'
      const value = textOf(req.body, 'confirmation')
      const plan = planRemoval(list.files, file.id, scope)
      if (plan === null) throw new NotFound('This backup is no longer on the server.')
      if (plan.loss !== null && !isTypedName(value, file.name)) {
        const error = `Type ${file.name} to confirm.`
        return show(res.status(422), { list, file, scope, confirmation: { value, error } })
      }
      const server = loadedServer(res)
      await backups.remove(actorOf(req, res), server, plan.files)
      await say(req, { tone: 'ok', text: `${file.name} was deleted. ${plan.effect}` })
      return res.redirect(303, viewerOf(res).paths.backups(server.id))
    },
  }
}
