import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler } from 'express'
import { assets } from '../../src/web/assets/assets.ts'
import { securityHeaders } from '../../src/web/middleware/security-headers.ts'
import type { Site } from '../../src/web/page.ts'
import { paths } from '../../src/web/paths.ts'
import { requestFormats } from '../../src/web/request-format.ts'
import { templates } from '../../src/web/templates.ts'
import { publicFolder, viewsFolder } from './folders.ts'
import { aUser } from './people.ts'

export interface PageServer extends AsyncDisposable {
  origin: string
}

/** Serves single pages to a browser with the panel's own layout, assets and headers, to Ann. */
export async function servePages(pages: Record<string, RequestHandler>): Promise<PageServer> {
  const site: Site = {
    templates: templates(viewsFolder, true),
    assets: assets(publicFolder, '/assets', true),
    paths: paths(),
    formatFor: requestFormats(),
  }
  const app = express()
  app.locals.site = site
  app.use(securityHeaders(false))
  app.use('/assets', site.assets.serve)
  app.use((_req, res, next) => {
    res.locals.user = aUser('ann')
    next()
  })
  // Nothing to tell, and no other servers to show.
  for (const path of ['/live', '/sidebar']) app.all(path, (_req, res) => res.status(204).end())
  for (const [path, handler] of Object.entries(pages)) app.get(path, handler)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
