import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { queryText } from '../forms/query.ts'
import { renderFragment, viewerOf } from '../page.ts'
import { palette } from '../views/frame/palette.ts'
import { sidebarView } from '../views/frame/sidebar.ts'
import { serverBadges } from '../views/pieces/badge.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'drivers' | 'servers' | 'standings'>

/** What scripts ask for beside the page, so that no page waits for it. Contacts no backup server. */
export function navigationPages({ drivers, servers, standings }: Needed) {
  return {
    async sidebar(req: Request, res: Response) {
      const [all, unreadable, standing] = await Promise.all([
        servers.list(),
        servers.unreadable(),
        standings.all(),
      ])
      const fleet = {
        servers: all,
        unreadable: new Set(unreadable),
        remembered(server: (typeof all)[number]) {
          const known = standing(server)
          return known && serverBadges[known.judgement.verdict]
        },
      }
      const currentId = queryText(req.query, 'server')
      renderFragment(res, 'sidebar/servers', sidebarView(fleet, currentId, viewerOf(res)))
    },

    async palette(_req: Request, res: Response) {
      const all = await servers.list()
      const facetsOf = (server: (typeof all)[number]) => subjectOf(drivers, server).facets
      res.set('Cache-Control', 'no-store').json(palette(all, facetsOf, viewerOf(res)))
    },
  }
}
