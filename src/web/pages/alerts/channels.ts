import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { channelsView } from '../../views/alerts/channels.ts'
import { removedChannel } from '../../views/alerts/removed.ts'
import { removalPages } from './removal.ts'

/** The list of ways to people, and deleting one. */
export function alertChannelPages({ alerts: { channels } }: Pick<Services, 'alerts'>) {
  return {
    async index(_req: Request, res: Response) {
      const view = channelsView(await channels.list(), channels.kinds, viewerOf(res))
      renderPage(res, 'alerts/list', view)
    },

    ...removalPages({
      find: (req) => channels.get(String(req.params['channelId'])),
      describe: removedChannel,
      remove: channels.remove,
    }),
  }
}
