import type { Request, Response } from 'express'
import { Conflict, InvalidInput } from '../../core/errors.ts'
import type { BackupServer } from '../../core/server.ts'
import type { Services } from '../../services/all.ts'
import { say } from '../flash.ts'
import { readServerForm, type SentServerForm } from '../forms/server.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import {
  newServerValues,
  type ServerForm,
  type ServerFormErrors,
  serverFormView,
  valuesOf,
} from '../views/servers/server-form.ts'

/** Adding a backup server and changing it. */
export function serverFormPages({ servers }: Pick<Services, 'servers'>) {
  return {
    newForm(_req: Request, res: Response) {
      showForm(res, { server: null, values: newServerValues, errors: {} })
    },

    async create(req: Request, res: Response) {
      const sent = readServerForm(req.body, null)
      const { input, token } = sent
      if (input === null || token === undefined) return showRefused(res, sent, null)
      const save = () => servers.create(actorOf(req, res), input, token)
      return saveOrShow(req, res, { sent, stored: null, save, said: 'was added' })
    },

    editForm(_req: Request, res: Response) {
      const server = loadedServer(res)
      showForm(res, { server, values: valuesOf(server), errors: {} })
    },

    async update(req: Request, res: Response) {
      const stored = loadedServer(res)
      const sent = readServerForm(req.body, stored)
      const { input, token } = sent
      if (input === null) return showRefused(res, sent, stored)
      const save = () => servers.update(actorOf(req, res), stored, input, token)
      return saveOrShow(req, res, { sent, stored, save, said: 'was saved' })
    },
  }
}

type ShownForm = Pick<ServerForm, 'server' | 'values' | 'errors'> & Partial<ServerForm>

export function showForm(res: Response, form: ShownForm): void {
  const whole = { isTokenSet: form.server !== null, steps: null, ...form }
  renderPage(res, 'servers/form', serverFormView(whole, viewerOf(res)))
}

export function showRefused(
  res: Response,
  sent: SentServerForm,
  server: BackupServer | null,
): void {
  showForm(res.status(422), { server, values: sent.values, errors: sent.errors })
}

interface Saving {
  sent: SentServerForm
  stored: BackupServer | null
  save: () => Promise<BackupServer>
  said: string
}

/** What only saving can tell, a taken name among it, is said beside its field; everything typed stays. */
async function saveOrShow(req: Request, res: Response, saving: Saving): Promise<void> {
  try {
    const server = await saving.save()
    await say(req, { tone: 'ok', text: `${server.name} ${saving.said}.` })
    res.redirect(303, viewerOf(res).paths.server(server.id))
  } catch (error) {
    showRefused(res, { ...saving.sent, errors: fieldErrors(error) }, saving.stored)
  }
}

function fieldErrors(error: unknown): ServerFormErrors {
  if (error instanceof Conflict) return { name: error.message }
  if (error instanceof InvalidInput) return { [error.field]: error.message }
  throw error
}
