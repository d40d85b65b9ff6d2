import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { alertRemovalView } from '../../views/alerts/removal.ts'
import { rulesView } from '../../views/alerts/rules.ts'

/** The list of rules, and deleting one. */
export function alertRulePages({ alerts, servers }: Pick<Services, 'alerts' | 'servers'>) {
  const { rules, channels } = alerts
  const named = (req: Request) => rules.get(String(req.params['ruleId']))
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

    async removal(req: Request, res: Response) {
      const { id, name } = await named(req)
      const { paths } = viewerOf(res)
      const removed = {
        list: { text: 'Rules', href: paths.alertRules() },
        what: `rule ${name}`,
        consequences: [
          'Nobody is told because of it any more, nor of the end of what it told.',
          'Problems are noted as before, and channels stay.',
        ],
        action: paths.alertRuleRemoval(id),
        cancelHref: paths.alertRule(id),
      }
      renderPage(res, 'alerts/removal', alertRemovalView(removed, viewerOf(res)))
    },

    async remove(req: Request, res: Response) {
      const rule = await named(req)
      await rules.remove(actorOf(req, res), rule)
      await say(req, { tone: 'ok', text: `${rule.name} was deleted.` })
      res.redirect(303, viewerOf(res).paths.alertRules())
    },
  }
}
