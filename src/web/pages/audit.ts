import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { readAuditOrder, readAuditQuery } from '../forms/audit-query.ts'
import { queryText } from '../forms/query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { auditPerPage, auditView } from '../views/audit/audit.ts'

/** Who did what, newest first unless it is sorted otherwise. */
export function auditPages({ audit }: Pick<Services, 'audit'>) {
  return {
    async index(req: Request, res: Response) {
      const before = queryText(req.query, 'before')
      const isFirst = before === ''
      const filter = readAuditQuery(req.query)
      const order = readAuditOrder(req.query)
      const page = { ...filter, order, limit: auditPerPage + 1, ...(!isFirst && { before }) }
      const [records, total] = await Promise.all([audit.list(page), audit.count(filter)])
      const view = auditView({ records, total, isFirst, filter, order }, viewerOf(res))
      renderPage(res, 'audit/index', view)
    },
  }
}
