import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** One line a request: method, path without its query, status, time. No header, no body, no cookie. */
export function requestLog(log: Logger) {
  return pinoHttp<Request>({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'warn' : 'debug'),
    customSuccessMessage: (req, res) => `${req.method} ${pathOf(req)} ${res.statusCode}`,
    customErrorMessage: (req, res) => `${req.method} ${pathOf(req)} ${res.statusCode}`,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
  })
}

function pathOf(req: Request): string {
  return req.originalUrl.split('?', 1)[0] ?? ''
}
