import type { Request, Response } from 'express'
import { read } from '../../core/reading.ts'
import type { Services } from '../../services/all.ts'
import { downloadRequest, goneSignal, sendDownload } from '../download.ts'
import { readDumpQuery } from '../forms/dump-query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { backupsView } from '../views/backups/backups.ts'
import { subjectOf } from './subject.ts'

/** The dumps of one server, and downloading one. */
export function backupPages({ backups, drivers }: Pick<Services, 'backups' | 'drivers'>) {
  return {
    async index(req: Request, res: Response) {
      const server = loadedServer(res)
      const list = await read(backups.list(server, goneSignal(res)))
      const query = readDumpQuery(req.query)
      const view = backupsView({ ...subjectOf(drivers, server), list, query }, viewerOf(res))
      renderPage(res, 'backups/index', view)
    },

    async download(req: Request, res: Response) {
      const server = loadedServer(res)
      const backupId = String(req.params['backupId'])
      const request = downloadRequest(req)
      const { download, breakOff } = await backups.open(
        actorOf(req, res),
        server,
        backupId,
        request,
        goneSignal(res),
      )
      try {
        await sendDownload(res, download)
      } catch (error) {
        await breakOff()
        throw error
      }
    },
  }
}
