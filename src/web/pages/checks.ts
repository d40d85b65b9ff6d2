import type { Request, Response } from 'express'
import type { BackupServer } from '../../core/server.ts'
import type { Services } from '../../services/all.ts'
import { restoreErrors } from '../forms/restore.ts'
import { readServerForm } from '../forms/server.ts'
import { settingErrors } from '../forms/settings.ts'
import { readNewUser } from '../forms/user.ts'
import { loadedServer } from '../signed-in.ts'

type Needed = Pick<Services, 'accounts' | 'restores' | 'servers' | 'settings'>

/** What is wrong with a form so far, for scripts to say beside its fields before it is sent. */
export function checkPages({ accounts, restores, servers, settings }: Needed) {
  async function checkServer(req: Request, res: Response, stored: BackupServer | null) {
    const { values, errors } = readServerForm(req.body, stored)
    answer(res, { ...(await servers.problems(values, stored)), ...errors })
  }

  return {
    newServer: (req: Request, res: Response) => checkServer(req, res, null),

    changedServer: (req: Request, res: Response) => checkServer(req, res, loadedServer(res)),

    /** The password is the page's to check: it does not travel before the form does. */
    async newUser(req: Request, res: Response) {
      const { values, errors } = readNewUser(req.body)
      const { password: _, ...others } = errors
      answer(res, { ...(await accounts.problems(values)), ...others })
    },

    restore(req: Request, res: Response) {
      const server = loadedServer(res)
      answer(res, restoreErrors(req.body, { serverName: server.name, ...restores.rules(server) }))
    },

    settings(req: Request, res: Response) {
      const { check } = settings.rules(loadedServer(res))
      answer(res, settingErrors(req.body, check))
    },
  }
}

/** By the names of the fields, as the form has them. */
function answer(res: Response, errors: Record<string, string>): void {
  res.set('Cache-Control', 'no-store').json({ errors })
}
