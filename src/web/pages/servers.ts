import type { Request, Response } from 'express'
import { selectServers } from '../../core/server-selection.ts'
import type { Services } from '../../services/all.ts'
import { say } from '../flash.ts'
import { textOf } from '../forms/body.ts'
import { readServersQuery } from '../forms/server-query.ts'
import { isTypedName } from '../forms/typed-name.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { removalView } from '../views/pieces/removal.ts'
import { knownStateOf } from '../views/servers/server-state.ts'
import { serversPerPage, serversView } from '../views/servers/servers.ts'

/** The list of backup servers, drawn without contacting any, and deleting one of them. */
export function serverPages({ servers, standings }: Pick<Services, 'servers' | 'standings'>) {
  return {
    async index(req: Request, res: Response) {
      const { text, ...query } = readServersQuery(req.query)
      const [all, unreadable, standing] = await Promise.all([
        servers.list(),
        servers.unreadable(),
        standings.all(),
      ])
      const known = { unreadable: new Set(unreadable), standing }
      const selection = { ...query, text, perPage: serversPerPage }
      const list = { ...selectServers(all, selection, knownStateOf(known)), ...known }
      renderPage(res, 'servers/index', serversView(list, { q: text, ...query }, viewerOf(res)))
    },

    removal(_req: Request, res: Response) {
      renderPage(res, 'servers/removal', removalView(loadedServer(res), viewerOf(res)))
    },

    async remove(req: Request, res: Response) {
      const server = loadedServer(res)
      const typed = textOf(req.body, 'confirmation')
      if (!isTypedName(typed, server.name)) {
        const error = `Type ${server.name} to confirm.`
        const view = removalView(server, viewerOf(res), error, typed)
        return renderPage(res.status(422), 'servers/removal', view)
      }
      await servers.remove(actorOf(req, res), server)
      await say(req, { tone: 'ok', text: `${server.name} was deleted from the panel.` })
      return res.redirect(303, viewerOf(res).paths.servers())
    },
  }
}
