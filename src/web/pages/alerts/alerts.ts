import type { Request, Response } from 'express'
import { may } from '../../../core/permissions.ts'
import type { Services } from '../../../services/all.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { alertsView } from '../../views/alerts/alerts.ts'

/** What is wrong, what was, and what was told of it. */
export function alertPages({ alerts }: Pick<Services, 'alerts'>) {
  return {
    async index(_req: Request, res: Response) {
      const viewer = viewerOf(res)
      const problems = await alerts.overview.problems(viewer.now)
      // Titles of messages name channels, and errors their receivers.
      const mayChange = may(viewer.role, 'alert.change')
      const messages = mayChange ? await alerts.messages.recent() : null
      const hasChannels = (await alerts.channels.list()).length > 0
      renderPage(res, 'alerts/index', alertsView({ ...problems, messages, hasChannels }, viewer))
    },
  }
}
