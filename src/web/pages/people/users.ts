import type { Request, Response } from 'express'
import { Conflict } from '../../../core/errors.ts'
import type { User } from '../../../core/user.ts'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { readNewUser, readPasswordReset, readRole, type UserErrors } from '../../forms/user.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf, signedIn } from '../../signed-in.ts'
import { newUserView, userRemovalView, userView } from '../../views/people/user-forms.ts'
import { usersView } from '../../views/people/users.ts'

/** Who may sign in, and as what. Nobody changes their own role or deletes themselves here. */
export function userPages({ accounts }: Pick<Services, 'accounts'>) {
  const named = (req: Request) => accounts.get(String(req.params['userId']))

  async function done(req: Request, res: Response, text: string): Promise<void> {
    await say(req, { tone: 'ok', text })
    res.redirect(303, viewerOf(res).paths.users())
  }

  return {
    async index(_req: Request, res: Response) {
      const view = usersView(await accounts.list(), signedIn(res).user, viewerOf(res))
      renderPage(res, 'users/index', view)
    },

    newForm(_req: Request, res: Response) {
      showNew(res, { values: { username: '', role: 'viewer' }, errors: {} })
    },

    async create(req: Request, res: Response) {
      const { values, input, errors } = readNewUser(req.body)
      if (input === null) return showNew(res.status(422), { values, errors })
      try {
        const user = await accounts.create(actorOf(req, res), input)
        return await done(req, res, `${user.username} may now sign in.`)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return showNew(res.status(422), { values, errors: { username: error.message } })
      }
    },

    async editForm(req: Request, res: Response) {
      showUser(res, await named(req), {})
    },

    async update(req: Request, res: Response) {
      const user = await named(req)
      const { role, errors } = readRole(req.body)
      if (role === null) return showUser(res.status(422), user, errors)
      await accounts.changeRole(actorOf(req, res), user, role)
      return done(req, res, `${user.username} is now ${role}.`)
    },

    async resetPassword(req: Request, res: Response) {
      const user = await named(req)
      const { password, errors } = readPasswordReset(req.body)
      if (password === null) return showUser(res.status(422), user, errors)
      await accounts.resetPassword(actorOf(req, res), user.username, password)
      return done(req, res, `${user.username} has a new password, and is signed out everywhere.`)
    },

    async removal(req: Request, res: Response) {
      renderPage(res, 'users/removal', userRemovalView(await named(req), viewerOf(res)))
    },

    async remove(req: Request, res: Response) {
      const user = await named(req)
      await accounts.remove(actorOf(req, res), user)
      return done(req, res, `${user.username} was deleted.`)
    },
  }
}

function showNew(res: Response, form: Parameters<typeof newUserView>[0]): void {
  renderPage(res, 'users/new', newUserView(form, viewerOf(res)))
}

function showUser(res: Response, user: User, errors: UserErrors): void {
  renderPage(res, 'users/edit', userView(user, errors, viewerOf(res)))
}
