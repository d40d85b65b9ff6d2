import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { readPasswordChange } from '../../forms/password.ts'
import { readPreferences } from '../../forms/preferences.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { refuse } from '../../refuse.ts'
import { actorOf, signedIn } from '../../signed-in.ts'
import { startSession } from '../../start-session.ts'
import { type AccountForms, accountView, valuesOf } from '../../views/people/account.ts'
import { refusalText } from '../../views/people/sessions.ts'

/** Who the signed-in person is here, what they may do, and what they change about themselves. */
export function accountPages({ ownAccount }: Pick<Services, 'ownAccount'>) {
  function show(res: Response, forms: Partial<AccountForms> = {}): void {
    const { user } = signedIn(res)
    const untouched = { values: valuesOf(user), errors: {}, passwordErrors: {} }
    renderPage(res, 'account/show', accountView(user, { ...untouched, ...forms }, viewerOf(res)))
  }

  return {
    show: (_req: Request, res: Response) => show(res),

    async update(req: Request, res: Response) {
      const { values, input, errors } = readPreferences(req.body)
      if (input === null) return show(res.status(422), { values, errors })
      await ownAccount.choosePreferences(actorOf(req, res), signedIn(res).user, input)
      await say(req, { tone: 'ok', text: 'Dates and numbers now read as you chose.' })
      return res.redirect(303, viewerOf(res).paths.account())
    },

    async changePassword(req: Request, res: Response) {
      const { user } = signedIn(res)
      const { input, errors } = readPasswordChange(req.body)
      if (input === null) return show(res.status(422), { passwordErrors: errors })
      const change = await ownAccount.changePassword(actorOf(req, res), user, input)
      if (change.outcome !== 'changed') {
        const waitSeconds = change.outcome === 'throttled' ? change.waitSeconds : 0
        const currentPassword = refusalText(waitSeconds, 'This is not your current password.')
        return show(refuse(res, waitSeconds), {
          passwordErrors: { currentPassword },
        })
      }
      await startSession(req, user)
      await say(req, {
        tone: 'ok',
        text: 'Your password was changed. You were signed out everywhere else.',
      })
      return res.redirect(303, viewerOf(res).paths.account())
    },
  }
}
