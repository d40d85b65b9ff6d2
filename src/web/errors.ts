import { randomUUID } from 'node:crypto'
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express'
import {
  Conflict,
  Forbidden,
  InvalidInput,
  NotFound,
  RemoteError,
  type RemoteFault,
  Throttled,
} from '../core/errors.ts'

/** The URL exists, but not for this method. */
export class MethodNotAllowed extends Error {
  override name = 'MethodNotAllowed'
}

/** What an error page says, before it is put into words. */
export interface Failure {
  status: number
  /** Our own sentence about it, when there is one. */
  sentence: string | undefined
  remote: RemoteError | undefined
  /** When to come back, for what was asked for too often. */
  waitSeconds?: number
}

export interface ErrorPage {
  render(res: Response, failure: Failure, requestId: string): void
  /** Called for what is our own mistake, with the number that the page shows. */
  report(error: unknown, requestId: string): void
}

/** The last stop: a page before the headers are out, a destroyed connection after. */
export function errorHandler(
  page: ErrorPage,
  isDatabaseAway: (error: unknown) => boolean,
): ErrorRequestHandler {
  return (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const requestId = req.id ?? randomUUID()
    const failure = isDatabaseAway(error) ? databaseAway : failureOf(error)
    const hasLeft = res.destroyed || req.destroyed
    if (failure.status === 500 && !hasLeft) page.report(error, requestId)
    if (res.headersSent) res.destroy()
    else if (!res.destroyed) page.render(headed(res, failure), failure, requestId)
  }
}

export function notFound(_req: Request, _res: Response, next: NextFunction): void {
  next(new NotFound('There is nothing at this address.'))
}

function headed(res: Response, { status, waitSeconds }: Failure): Response {
  if (waitSeconds !== undefined) res.setHeader('Retry-After', waitSeconds)
  return res.status(status)
}

/** It may be back any moment. */
const databaseAway: Failure = {
  status: 503,
  sentence: undefined,
  remote: undefined,
  waitSeconds: 10,
}

/** Turns anything thrown into what may be shown. Nothing of an unknown error reaches the page. */
function failureOf(error: unknown): Failure {
  if (error instanceof RemoteError) {
    return { status: statusOfFault[error.fault], sentence: undefined, remote: error }
  }
  return { ...ownFailure(error), remote: undefined }
}

const statusOfFault: Record<RemoteFault, number> = {
  paused: 409,
  'token-unreadable': 502,
  blocked: 502,
  dns: 502,
  refused: 502,
  tls: 502,
  timeout: 504,
  'token-refused': 502,
  missing: 404,
  rejected: 502,
  failed: 502,
  'not-a-backup-server': 502,
  'broken-reply': 502,
}

function ownFailure(error: unknown): Omit<Failure, 'remote'> {
  if (error instanceof NotFound) return { status: 404, sentence: error.message }
  if (error instanceof Forbidden) return { status: 403, sentence: error.message }
  if (error instanceof Conflict) return { status: 409, sentence: error.message }
  if (error instanceof InvalidInput) return { status: 422, sentence: error.message }
  if (error instanceof Throttled) {
    return { status: 429, sentence: error.message, waitSeconds: error.waitSeconds }
  }
  if (error instanceof MethodNotAllowed) return { status: 405, sentence: error.message }
  return { status: clientStatus(error) ?? 500, sentence: undefined }
}

/** Express and its body parser mark their own refusals (a broken escape, a body over the limit). */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
