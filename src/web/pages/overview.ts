import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { readOverviewQuery } from '../forms/overview-query.ts'
import { queryText } from '../forms/query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { type BoardTheme, boardView } from '../views/overview/board.ts'
import { overviewView } from '../views/overview/overview.ts'

/** For browsers without script. */
const refreshSeconds = 60

/** The whole fleet at a glance, from local tables only. */
export function overviewPages({ overview }: Pick<Services, 'overview'>) {
  async function showBoard(res: Response, theme: BoardTheme) {
    const viewer = viewerOf(res)
    const fleet = await overview.board(viewer.now)
    renderPage(res, 'overview/board', boardView(fleet, theme, viewer))
  }

  return {
    async index(req: Request, res: Response) {
      const viewer = viewerOf(res)
      res.setHeader('Refresh', String(refreshSeconds))
      if (queryText(req.query, 'board') !== '')
        return showBoard(res, boardTheme(req.query['theme']))
      const query = readOverviewQuery(req.query)
      const page = await overview.page(query, viewer.now)
      return renderPage(res, 'overview/index', overviewView(page, query, viewer))
    },
  }
}

function boardTheme(text: unknown): BoardTheme {
  return text === 'dark' || text === 'light' ? text : ''
}
