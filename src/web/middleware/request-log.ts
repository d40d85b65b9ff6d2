import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'

declare global {
  namespace Express {
    interface Request {
      /** Stands on error pages and in the log, so that one leads to the other. */
      id: string
    }
  }
}

/** One line a request: method, path without its query, status, time. No header, no body, no cookie. */
export function requestLog(log: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    req.id = randomUUID()
    const startedAt = performance.now()
    res.once('close', () => {
      const { statusCode } = res
      const level = statusCode >= 500 ? 'warn' : 'debug'
      const took = Math.round(performance.now() - startedAt)
      log[level]({ requestId: req.id, tookMs: took }, `${req.method} ${pathOf(req)} ${statusCode}`)
    })
    next()
  }
}

function pathOf(req: Request): string {
  return req.originalUrl.split('?', 1)[0] ?? ''
}
