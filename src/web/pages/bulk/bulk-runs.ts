import type { Request, Response } from 'express'
import type { BackupServer } from '../../../core/server.ts'
import { matchingServers } from '../../../core/server-selection.ts'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { choiceOf, chosenIds, isNothingChosen, wayBack } from '../../forms/chosen.ts'
import { readServersQuery } from '../../forms/server-query.ts'
import { keepResult, keptResult } from '../../kept-result.ts'
import { safeNext } from '../../next-url.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { bulkRunConfirmation, bulkRunResult } from '../../views/bulk/bulk-runs.ts'
import { backToList } from '../back-to-list.ts'

/** Running a backup on many servers: confirm, do, tell. */
export function bulkRunPages({ bulk, drivers, servers }: Needed) {
  /** In the order of the list; what cannot run is left out, and told why. */
  function sortOut(all: BackupServer[], chosenIds: string[]) {
    const ids = new Set(chosenIds)
    const chosen = all.filter(({ id }) => ids.has(id))
    const judged = chosen.map((server) => ({ server, reason: whyNot(server, drivers) }))
    return {
      servers: judged.flatMap(({ server, reason }) => (reason === null ? [server] : [])),
      leftOut: judged.flatMap(({ server: { name }, reason }) =>
        reason === null ? [] : [{ name, reason }],
      ),
    }
  }

  return {
    async choose(req: Request, res: Response) {
      const viewer = viewerOf(res)
      if (isNothingChosen(req, 'server')) {
        return backToList(req, res, viewer.paths.servers(), 'server')
      }
      const all = await servers.list()
      const { ids, beyondCount } = choiceOf(req, 'server', (query) =>
        matchingServers(all, readServersQuery(query)),
      )
      const next = safeNext(wayBack(req) ?? viewer.paths.servers(), viewer.paths.basePath)
      const view = bulkRunConfirmation({ ...sortOut(all, ids), beyondCount, next }, viewer)
      return renderPage(res, 'bulk/confirmation', view)
    },

    async create(req: Request, res: Response) {
      const ids = chosenIds(req, 'server')
      if (ids.length === 0) return backToList(req, res, viewerOf(res).paths.servers(), 'server')
      const { servers: able, leftOut } = sortOut(await servers.list(), ids)
      const done = await bulk.startRuns(actorOf(req, res), able)
      const rows = done.map(({ item: { id, name }, outcome }) => ({ serverId: id, name, outcome }))
      await keepResult(req, { runs: { rows, leftOut } })
      return res.redirect(303, viewerOf(res).paths.manyRuns())
    },

    async index(req: Request, res: Response) {
      const result = keptResult(req, 'runs')
      if (result) return renderPage(res, 'bulk/result', bulkRunResult(result, viewerOf(res)))
      await say(req, { tone: 'info', text: 'Choose the servers that a backup should run on.' })
      return res.redirect(303, viewerOf(res).paths.servers())
    },
  }
}

type Needed = Pick<Services, 'bulk' | 'drivers' | 'servers'>

function whyNot(server: BackupServer, drivers: Services['drivers']): string | null {
  if (!server.isEnabled) return 'Paused, so it is not contacted'
  return drivers.describe(server).runs ? null : 'This kind of server runs no backups on demand'
}
