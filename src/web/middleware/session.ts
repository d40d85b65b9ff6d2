import type { NextFunction, Request, Response } from 'express'
import session from 'express-session'
import type { Pool } from 'pg'
import { SessionStore } from './session-store.ts'

const lifetimeMs = 12 * 60 * 60 * 1000
const renewEveryMs = 10 * 60 * 1000
const pruneEverySeconds = 15 * 60

declare module 'express-session' {
  interface SessionData {
    /** Epoch milliseconds of the last renewal. */
    renewedAt?: number
    flash?: Express.Locals['flash']
  }
}

export interface SessionOptions {
  pool: Pool
  /** The first signs; all of them verify. */
  secrets: string[]
  isSecure: boolean
  basePath: string
  onError: (error: unknown) => void
}

/** Sessions in Postgres, so that several instances share them and a restart keeps people signed in. */
export function sessions(options: SessionOptions) {
  const { pool, onError, isSecure, basePath } = options
  return session({
    name: isSecure && basePath === '' ? '__Host-backupgram-admin' : 'backupgram-admin',
    secret: options.secrets,
    resave: false,
    saveUninitialized: false,
    // The scheme is decided by BASE_URL (see `scheme.ts`), which writes the header that is read here.
    proxy: true,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      path: basePath || '/',
      maxAge: lifetimeMs,
    },
    store: new SessionStore({ pool, pruneEverySeconds, onError }),
  })
}

/** Moves the end of an active session on, every few minutes instead of on each request. */
export function renewSession(req: Request, _res: Response, next: NextFunction): void {
  const { renewedAt = 0 } = req.session
  if (req.user && Date.now() - renewedAt > renewEveryMs) req.session.renewedAt = Date.now()
  next()
}

/** Hands over what an earlier request wanted to say on the next page, once. */
export function takeFlash(req: Request, res: Response, next: NextFunction): void {
  const { flash } = req.session
  if (flash !== undefined && isForAPage(req)) {
    res.locals.flash = flash
    delete req.session.flash
  }
  next()
}

/** What scripts fetch is not a page that somebody reads; browsers without the header send pages only. */
function isForAPage(req: Request): boolean {
  const mode = req.get('sec-fetch-mode')
  return req.method === 'GET' && (mode === undefined || mode === 'navigate')
}
