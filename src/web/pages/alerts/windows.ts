import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf, loadedServer } from '../../signed-in.ts'
import { alertRemovalView } from '../../views/alerts/removal.ts'
import { windowsView } from '../../views/alerts/windows.ts'

/** As the button on a server's page says. */
const mutedHours = 2

/** Times in which nobody is told: their list, deleting one, and muting a server for a while. */
export function maintenanceWindowPages({ alerts, servers }: Pick<Services, 'alerts' | 'servers'>) {
  const { windows } = alerts
  const named = (req: Request) => windows.get(String(req.params['windowId']))
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

    async removal(req: Request, res: Response) {
      const { id, reason } = await named(req)
      const { paths } = viewerOf(res)
      const removed = {
        list: { text: 'Maintenance', href: paths.maintenanceWindows() },
        what: `window “${reason}”`,
        consequences: ['What it holds back and is still so is told at once.'],
        action: paths.maintenanceWindowRemoval(id),
        cancelHref: paths.maintenanceWindow(id),
      }
      renderPage(res, 'alerts/removal', alertRemovalView(removed, viewerOf(res)))
    },

    async remove(req: Request, res: Response) {
      await windows.remove(actorOf(req, res), await named(req), viewerOf(res).now)
      await say(req, { tone: 'ok', text: 'The window was deleted.' })
      res.redirect(303, viewerOf(res).paths.maintenanceWindows())
    },
  }
}
