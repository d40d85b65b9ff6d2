import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { queryText } from '../forms/query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { auditPerPage, auditView } from '../views/audit.ts'

/** Who did what, newest first. */
export function auditPages({ audit }: Pick<Services, 'audit'>) {
  return {
    async index(req: Request, res: Response) {
      const before = queryText(req.query, 'before')
      const isFirst = before === ''
      const records = await audit.list({ limit: auditPerPage + 1, ...(!isFirst && { before }) })
      renderPage(res, 'audit/index', auditView(records, isFirst, viewerOf(res)))
    },
  }
}
