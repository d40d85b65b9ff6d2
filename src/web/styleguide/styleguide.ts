import { type Request, type Response, Router } from 'express'
import { renderPage, siteOf, viewerOf } from '../page.ts'
import type { Frame, Framed } from '../views/frame/frame.ts'
import { type Specimens, specimens } from './specimens.ts'
import { readTokens, type TokenGroup, tokenStyles } from './tokens.ts'

export interface StyleguideView extends Framed, Specimens {
  stylesheets: string[]
  tokens: TokenGroup[]
}

const frame: Frame = { title: 'Style guide', section: null, crumbs: [], header: null }

/** Every token and component in each of its states, while developing. Read anew for each request. */
export function styleguide(publicFolder: string): Router {
  const router = Router()
  router.get('/', (req: Request, res: Response) => {
    const own = siteOf(res).assets.url('styles/styleguide.css')
    const view = {
      frame,
      stylesheets: [own, `${req.baseUrl}/tokens.css`],
      tokens: readTokens(publicFolder),
      ...specimens(viewerOf(res)),
    }
    renderPage(res, 'styleguide/show', view)
  })
  router.get('/tokens.css', (_req: Request, res: Response) => {
    res.type('css').send(tokenStyles(readTokens(publicFolder)))
  })
  return router
}
