import type { Request, Response } from 'express'
import { Conflict, NotFound } from '../../../core/errors.ts'
import type { Services } from '../../../services/all.ts'
import { readSetupForm } from '../../forms/setup.ts'
import { renderPage } from '../../page.ts'
import type { Paths } from '../../paths.ts'
import { type SetupForm, setupView } from '../../views/people/setup.ts'
import { visitorAddress } from '../../visitor-address.ts'

/** The first administrator. Once anybody exists these pages do not. */
export function setupPages({ setup }: Pick<Services, 'setup'>, { paths }: { paths: Paths }) {
  const show = (res: Response, form: SetupForm) =>
    renderPage(res, 'setup/new', setupView(form, paths.setup()))

  async function mustBeOpen() {
    if ((await setup.openCode()) === null) throw new NotFound('The panel has been set up already.')
  }

  return {
    async newForm(_req: Request, res: Response) {
      await mustBeOpen()
      show(res, { code: '', username: '', errors: {} })
    },

    async create(req: Request, res: Response) {
      await mustBeOpen()
      const { values, input, errors } = readSetupForm(req.body)
      if (input === null) return show(res.status(422), { ...values, errors })
      try {
        await setup.create(input, visitorAddress(req))
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return show(res.status(422), { ...values, errors: { code: error.message } })
      }
      return res.redirect(303, paths.login())
    },
  }
}
