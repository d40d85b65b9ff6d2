import compression from 'compression'
import express, { type Express, type Request, type Response, Router } from 'express'
import type { Logger } from 'pino'
import type { Services } from '../services/all.ts'
import type { Assets } from './assets/assets.ts'
import { callbackReceiver } from './callback-receiver.ts'
import { errorPage } from './error-page.ts'
import { errorHandler, notFound } from './errors.ts'
import { health, type ReadinessCheck } from './health.ts'
import { type MetricsOptions, metrics } from './metrics.ts'
import { allow } from './middleware/allow.ts'
import { loadServer } from './middleware/load-server.ts'
import { panelPassport } from './middleware/passport.ts'
import { requestLog } from './middleware/request-log.ts'
import { sameOrigin } from './middleware/same-origin.ts'
import { scheme } from './middleware/scheme.ts'
import { securityHeaders } from './middleware/security-headers.ts'
import { renewSession, type SessionOptions, sessions, takeFlash } from './middleware/session.ts'
import { signInNeeded } from './middleware/sign-in-needed.ts'
import { takeUser } from './middleware/take-user.ts'
import type { Site } from './page.ts'
import { pageHandlers } from './pages.ts'
import { routes } from './routes.ts'
import { styleguide } from './styleguide/styleguide.ts'

export interface AppOptions {
  /** The folder of the stylesheets, to be shown at /styleguide; only while developing. */
  styleguideOf?: string | undefined
  services: Services
  site: Site & { assets: Assets }
  session: Omit<SessionOptions, 'isSecure' | 'basePath'>
  readiness: ReadinessCheck
  /** Whether an error says that the panel's own database cannot be reached. */
  isDatabaseAway: (error: unknown) => boolean
  metrics: MetricsOptions
  log: Logger
  baseUrl: URL | undefined
  trustProxy: false | number | string[]
  liveBeatMs?: number | undefined
}

/** A form with every setting filled in stays far below this. */
const formLimits = { limit: '256kb', parameterLimit: 500 }

/** The order in which a request meets things. */
export function createApp(options: AppOptions): Express {
  const { services, site, baseUrl, log } = options
  const { paths } = site
  const isSecure = baseUrl?.protocol === 'https:'
  const passport = panelPassport(services)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag') // nobody keeps a page, so there is no need to hash each
  app.set('trust proxy', options.trustProxy)
  app.locals.site = site
  app.use(securityHeaders(isSecure))

  const panel = Router()
  panel.use(health(options.readiness))
  panel.use(metrics(services, options.metrics))
  panel.use(callbackReceiver(services))
  panel.use(requestLog(log))
  panel.use(compression({ filter: isWorthCompressing }))
  panel.use('/assets', site.assets.serve)
  panel.use(sameOrigin(baseUrl?.origin))
  panel.use(express.urlencoded({ extended: false, ...formLimits }))
  panel.use(scheme(baseUrl))
  panel.use(sessions({ ...options.session, isSecure, basePath: paths.basePath }))
  panel.use(passport.session())
  panel.use(takeUser, renewSession, takeFlash)
  const pages = pageHandlers(services, {
    passport,
    baseUrl,
    paths,
    liveBeatMs: options.liveBeatMs,
  })
  const { servers, standings } = services
  const gates = {
    signInNeeded: signInNeeded(paths),
    allow: allow(services.refusals),
    loadServer: loadServer(servers.get, standings.all),
  }
  const { styleguideOf } = options
  if (styleguideOf) panel.use('/styleguide', gates.signInNeeded, styleguide(styleguideOf))
  panel.use(routes(pages, gates))

  app.use(paths.basePath || '/', panel)
  app.use(notFound)
  app.use(errorHandler(errorPage(log), options.isDatabaseAway))
  return app
}

/** Dumps are never recoded: their length and ranges must stay the server's. */
function isWorthCompressing(req: Request, res: Response): boolean {
  return !res.hasHeader('Accept-Ranges') && compression.filter(req, res)
}
