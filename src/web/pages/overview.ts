import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { readOverviewQuery } from '../forms/overview-query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { overviewView } from '../views/overview/overview.ts'

const refreshSeconds = 30

/** The whole fleet at a glance, from local tables only. */
export function overviewPages({ overview }: Pick<Services, 'overview'>) {
  return {
    async index(req: Request, res: Response) {
      const viewer = viewerOf(res)
      const query = readOverviewQuery(req.query)
      const page = await overview.page(query, viewer.now)
      res.setHeader('Refresh', String(refreshSeconds))
      renderPage(res, 'overview/index', overviewView(page, query, viewer))
    },
  }
}
