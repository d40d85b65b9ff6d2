import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { removedRule } from '../../views/alerts/removed.ts'
import { rulesView } from '../../views/alerts/rules.ts'
import { removalPages } from './removal.ts'

/** The list of rules, and deleting one. */
export function alertRulePages({ alerts, servers }: Pick<Services, 'alerts' | 'servers'>) {
  const { rules, channels } = alerts
  return {
    async index(_req: Request, res: Response) {
      const [all, allChannels, allServers] = await Promise.all([
        rules.list(),
        channels.list(),
        servers.list(),
      ])
      const input = { rules: all, channels: allChannels, servers: allServers }
      renderPage(res, 'alerts/list', rulesView(input, viewerOf(res)))
    },

    ...removalPages({
      find: (req) => rules.get(String(req.params['ruleId'])),
      describe: removedRule,
      remove: rules.remove,
    }),
  }
}
