import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { channelsView } from '../../views/alerts/channels.ts'
import { alertRemovalView } from '../../views/alerts/removal.ts'

/** The list of ways to people, and deleting one. */
export function alertChannelPages({ alerts: { channels } }: Pick<Services, 'alerts'>) {
  const named = (req: Request) => channels.get(String(req.params['channelId']))
  return {
    async index(_req: Request, res: Response) {
      const view = channelsView(await channels.list(), channels.kinds, viewerOf(res))
      renderPage(res, 'alerts/list', view)
    },

    async removal(req: Request, res: Response) {
      const { id, name } = await named(req)
      const { paths } = viewerOf(res)
      const removed = {
        list: { text: 'Channels', href: paths.alertChannels() },
        what: `channel ${name}`,
        consequences: [
          'Nobody is told over it any more. What is on its way is not sent.',
          'Rules stay, without it. Its messages vanish from the list; the audit log stays.',
        ],
        action: paths.alertChannelRemoval(id),
        cancelHref: paths.alertChannel(id),
      }
      renderPage(res, 'alerts/removal', alertRemovalView(removed, viewerOf(res)))
    },

    async remove(req: Request, res: Response) {
      const channel = await named(req)
      await channels.remove(actorOf(req, res), channel)
      await say(req, { tone: 'ok', text: `${channel.name} was deleted.` })
      res.redirect(303, viewerOf(res).paths.alertChannels())
    },
  }
}
