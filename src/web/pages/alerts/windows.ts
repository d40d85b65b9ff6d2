import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf, loadedServer } from '../../signed-in.ts'
import { removedWindow } from '../../views/alerts/removed.ts'
import { windowsView } from '../../views/alerts/windows.ts'
import { removalPages } from './removal.ts'

/** As the button on a server's page says. */
const mutedHours = 2

/** Times in which nobody is told: their list, deleting one, and muting a server for a while. */
export function maintenanceWindowPages({ alerts, servers }: Pick<Services, 'alerts' | 'servers'>) {
  const { windows } = alerts
  return {
    async index(_req: Request, res: Response) {
      const view = windowsView(await windows.list(), await servers.list(), viewerOf(res))
      renderPage(res, 'alerts/list', view)
    },

    /** One server, from now on, for two hours. */
    async mute(req: Request, res: Response) {
      const server = loadedServer(res)
      const { paths, now } = viewerOf(res)
      await windows.mute(actorOf(req, res), server, mutedHours, now)
      await say(req, {
        tone: 'ok',
        text: `Nobody is told of ${server.name} for ${mutedHours} hours.`,
        link: { text: 'Maintenance windows', href: paths.maintenanceWindows() },
      })
      res.redirect(303, paths.server(server.id))
    },

    ...removalPages({
      find: (req) => windows.get(String(req.params['windowId'])),
      describe: removedWindow,
      remove: windows.remove,
    }),
  }
}
