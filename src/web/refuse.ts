import type { Response } from 'express'

/** For a form that is shown again: it was wrong, or nobody looked at it after too many others. */
export function refuse(res: Response, waitSeconds: number): Response {
  if (waitSeconds === 0) return res.status(422)
  return res.status(429).set('Retry-After', String(waitSeconds))
}
