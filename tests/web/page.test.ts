import express, { type RequestHandler } from 'express'
import request from 'supertest'
import { describe, expect, test } from 'vitest'
import type { User } from '../../src/core/user.ts'
import { assets } from '../../src/web/assets/assets.ts'
import { renderFragment, renderPage, type Site, viewerOf } from '../../src/web/page.ts'
import { paths } from '../../src/web/paths.ts'
import { requestFormats } from '../../src/web/request-format.ts'
import { templates } from '../../src/web/templates.ts'
import { accountView } from '../../src/web/views/people/account.ts'
import { removalView } from '../../src/web/views/pieces/removal.ts'
import { serverStateView } from '../../src/web/views/servers/server-state.ts'
import { publicFolder, viewsFolder } from '../support/folders.ts'
import { aServer, aUser } from '../support/people.ts'

const site: Site = {
  templates: templates(viewsFolder, true),
  assets: assets(publicFolder, '/p/assets', true),
  paths: paths('/p'),
  formatFor: requestFormats(),
}

function answeredBy(handler: RequestHandler, user?: User) {
  const app = express()
  app.locals.site = site
  app.use((_req, res, next) => {
    if (user) res.locals.user = user
    res.locals.flash = [{ tone: 'bad', text: '<It> failed', link: { text: 'Why', href: '/p/x' } }]
    next()
  })
  app.use(handler)
  return request(app).get('/')
}

const untouched = { values: { locale: '', timeZone: '' }, errors: {}, passwordErrors: {} }

const account: RequestHandler = (_req, res) => {
  const view = accountView(aUser('ann'), untouched, viewerOf(res))
  renderPage(res.status(422), 'account/show', view)
}

describe('a page', () => {
  test('stands inside the layout, with its own title', async () => {
    const { status, text, headers } = await answeredBy(account, aUser('ann'))
    expect(status).toBe(422)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text).toContain('<title>Your account · backupgram-admin</title>')
    expect(text.match(/<h1/g)).toHaveLength(1)
    expect(text).toContain('href="#main"')
    expect(text).toContain('action="/p/logout"')
  })

  test('shows navigation by role', async () => {
    const seenBy = async (user: User) => (await answeredBy(account, user)).text
    expect(await seenBy(aUser('ann'))).toContain('Audit log')
    expect(await seenBy(aUser('otto'))).not.toContain('Audit log')
  })

  test('shows the messages of the page before, escaped', async () => {
    const { text } = await answeredBy(account, aUser('ann'))
    expect(text).toContain('&lt;It&gt; failed')
    expect(text).toContain('<a href="/p/x">Why</a>')
  })

  test('gives crumbs whose last is the page itself', async () => {
    const { text } = await answeredBy((_req, res) => {
      renderPage(res, 'servers/removal', removalView(aServer(), viewerOf(res)))
    }, aUser('ann'))
    expect(text).toContain('<a href="/p/servers/s1">Shop</a>')
    expect(text).toContain('<span aria-current="page">Delete</span>')
  })

  test('is not drawn for nobody', async () => {
    const { status } = await answeredBy(account)
    expect(status).toBe(500)
  })
})

test('a fragment comes without the layout', async () => {
  const { text } = await answeredBy((_req, res) => {
    const view = serverStateView({ verdict: 'ok', evidence: [] }, null, viewerOf(res))
    renderFragment(res, 'servers/state', view)
  }, aUser('vera'))
  expect(text).not.toContain('<html')
  expect(text).toContain('OK')
})
