import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { pageNumber } from '../forms/query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { auditPerPage, auditView } from '../views/audit.ts'

/** Who did what, newest first. */
export function auditPages({ audit }: Pick<Services, 'audit'>) {
  return {
    async index(req: Request, res: Response) {
      const page = pageNumber(req.query)
      const { records, total } = await audit.list({ page, perPage: auditPerPage })
      renderPage(res, 'audit/index', auditView(records, { page, total }, viewerOf(res)))
    },
  }
}
