import type { Response } from 'express'
import type { Logger } from 'pino'
import { faultWordings } from '../core/faults.ts'
import { waitTime } from '../core/wording.ts'
import type { ErrorPage, Failure } from './errors.ts'
import { renderPage, siteOf } from './page.ts'
import { errorView, statusOfPage } from './views/frame/errors.ts'

/** Words a failure, and keeps what the page must not say for the log. */
export function errorPage(log: Logger): ErrorPage {
  return {
    report(error, requestId) {
      log.error({ err: error, requestId }, 'A request failed through a fault of the panel')
    },

    render(res: Response, failure: Failure, requestId: string) {
      const status = statusOfPage(failure.status)
      renderPage(res, 'errors/show', errorView({ status, requestId, ...wordsFor(failure, res) }))
    },
  }
}

function wordsFor({ status, sentence, remote, waitSeconds }: Failure, res: Response) {
  const links = linksFor(res, status)
  if (remote === undefined) {
    return {
      links,
      ...(sentence !== undefined && { sentence }),
      ...(waitSeconds !== undefined && {
        remedy: `Wait ${waitTime(waitSeconds)}, then try again.`,
      }),
    }
  }
  const { title, remedy } = faultWordings[remote.fault]
  const detail = remote.detail === undefined ? {} : { detail: remote.detail }
  return { links, title, remedy, ...detail }
}

function linksFor(res: Response, status: number) {
  const { user, server } = res.locals
  const { paths } = siteOf(res)
  // Other failures come before the panel knows who asks, so that signing in might not be what is missing.
  if (!user) return status === 404 ? [{ text: 'Sign in', href: paths.login() }] : []
  const back = server ? [{ text: `Back to ${server.name}`, href: paths.server(server.id) }] : []
  return [...back, { text: 'All servers', href: paths.servers() }]
}
