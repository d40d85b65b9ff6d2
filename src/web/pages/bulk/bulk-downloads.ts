import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { goneSignal } from '../../download.ts'
import { isNothingChosen, wayBack } from '../../forms/chosen.ts'
import { dumpChoice } from '../../forms/dump-choice.ts'
import { safeNext } from '../../next-url.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { loadedServer, signedIn } from '../../signed-in.ts'
import { bulkDownloadsView } from '../../views/bulk/bulk-downloads.ts'
import { backToList } from '../back-to-list.ts'
import { subjectOf } from '../subject.ts'

type Needed = Pick<Services, 'backups' | 'drivers'>

/** Downloading many dumps: a page with one link each, and the commands for a terminal. */
export function bulkDownloadPages({ backups, drivers }: Needed, baseUrl: URL | undefined) {
  return {
    async show(req: Request, res: Response) {
      const server = loadedServer(res)
      const viewer = viewerOf(res)
      const list = viewer.paths.backups(server.id)
      if (isNothingChosen(req, 'dump')) return backToList(req, res, list, 'dump')
      const { dumps } = await backups.list(server, goneSignal(res))
      const { ids, beyondCount } = dumpChoice(req, dumps)
      const byFile = new Map(dumps.flatMap((dump) => dump.files.map(({ id }) => [id, dump])))
      const found = new Set(ids.flatMap((id) => byFile.get(id) ?? []))
      const view = bulkDownloadsView(
        {
          ...subjectOf(drivers, server),
          dumps: [...found],
          missing: ids.filter((id) => !byFile.has(id)),
          beyondCount,
          origin: baseUrl?.origin ?? `${req.protocol}://${req.get('host')}`,
          username: signedIn(res).user.username,
          next: safeNext(wayBack(req) ?? list, viewer.paths.basePath),
        },
        viewer,
      )
      return renderPage(res, 'bulk/downloads', view)
    },
  }
}
