import type { Request, Response } from 'express'
import type { PassportStatic } from 'passport'
import type { User } from '../../../core/user.ts'
import type { Services } from '../../../services/all.ts'
import { textOf } from '../../forms/body.ts'
import type { OpenStreams } from '../../live/open-streams.ts'
import type { Refusal } from '../../middleware/passport.ts'
import { isCookieRefused } from '../../middleware/scheme.ts'
import { safeNext } from '../../next-url.ts'
import { renderPage } from '../../page.ts'
import type { Paths } from '../../paths.ts'
import { refuse } from '../../refuse.ts'
import { actorOf } from '../../signed-in.ts'
import { startSession } from '../../start-session.ts'
import { refusalText, signInView } from '../../views/people/sessions.ts'
import { visitorAddress } from '../../visitor-address.ts'

export interface SessionPagesOptions {
  passport: Pick<PassportStatic, 'authenticate'>
  baseUrl: URL | undefined
  paths: Paths
  streams: Pick<OpenStreams, 'endSession'>
}

const wrong = 'The username or the password is wrong.'

/** Signing in and out. */
export function sessionPages(
  { signIn, setup }: Pick<Services, 'signIn' | 'setup'>,
  { passport, baseUrl, paths, streams }: SessionPagesOptions,
) {
  function show(
    req: Request,
    res: Response,
    form: { username: string; next: string; error: string | null },
  ) {
    const secureAddress = isCookieRefused(req, baseUrl) ? (baseUrl?.href ?? null) : null
    renderPage(res, 'sessions/new', signInView({ ...form, secureAddress }, paths.login()))
  }

  return {
    async newForm(req: Request, res: Response) {
      const next = safeNext(req.query['next'], paths.basePath)
      if (res.locals.user) return res.redirect(303, next)
      if ((await setup.openCode()) !== null) return res.redirect(303, paths.setup())
      return show(req, res, { username: '', next, error: null })
    },

    async create(req: Request, res: Response) {
      const next = safeNext(req.body?.next, paths.basePath)
      const username = textOf(req.body, 'username')
      const result = await authenticate(passport, req, res)
      if (result.user === null) {
        refuse(res, result.waitSeconds)
        return show(req, res, { username, next, error: refusalText(result.waitSeconds, wrong) })
      }
      await startSession(req, result.user)
      await signIn.complete(result.user, visitorAddress(req))
      return res.redirect(303, next)
    },

    async remove(req: Request, res: Response) {
      await signIn.signOut(actorOf(req, res))
      const { sessionID } = req
      await endSession(req)
      streams.endSession(sessionID)
      res.redirect(303, paths.login())
    },
  }
}

/** Passport's callback as a promise. A missing name or password is refused like a wrong one. */
function authenticate(passport: SessionPagesOptions['passport'], req: Request, res: Response) {
  return new Promise<{ user: User | null; waitSeconds: number }>((resolve, reject) => {
    const answer = (error: unknown, user: User | false, info?: Partial<Refusal>) => {
      if (error) reject(error)
      else resolve({ user: user || null, waitSeconds: info?.waitSeconds ?? 0 })
    }
    passport.authenticate('local', answer)(req, res, reject)
  })
}

function endSession(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.destroy((error) => (error ? reject(error) : resolve()))
  })
}
