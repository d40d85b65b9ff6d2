import type { Request, Response } from 'express'
import { InvalidInput, RemoteError } from '../../core/errors.ts'
import { type Reading, read } from '../../core/reading.ts'
import type { Services } from '../../services/all.ts'
import type { CallbackState } from '../../services/callbacks.ts'
import { goneSignal } from '../download.ts'
import { say } from '../flash.ts'
import { readCallbackForm } from '../forms/callback.ts'
import { renderPage, siteOf, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { callbackView } from '../views/servers/callback.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'callbacks' | 'drivers'>

/** Telling a server to call the panel after each run, and telling it to stop. */
export function callbackPages({ callbacks, drivers }: Needed, baseUrl: URL | undefined) {
  async function showPage(
    res: Response,
    form: { value: string; error: string | null; refusal?: RemoteError },
  ): Promise<void> {
    const server = loadedServer(res)
    const state: Reading<CallbackState> = await read(callbacks.state(server, goneSignal(res)))
    const input = { ...subjectOf(drivers, server), ...form, state, refusal: form.refusal ?? null }
    renderPage(res, 'servers/callback', callbackView(input, viewerOf(res)))
  }

  return {
    async show(req: Request, res: Response) {
      await showPage(res, { value: panelAddress(req, res, baseUrl), error: null })
    },

    async create(req: Request, res: Response) {
      const server = loadedServer(res)
      const { value, panelAddress, error } = readCallbackForm(req.body)
      if (panelAddress === null) return showPage(res.status(422), { value, error })
      const addressFor = (secret: string) =>
        `${panelAddress}/callbacks/${encodeURIComponent(server.id)}/${secret}`
      try {
        await callbacks.install(actorOf(req, res), server, addressFor)
      } catch (failure) {
        const asked = { value, ...explained(failure) }
        return showPage(res.status(asked.refusal ? 502 : 422), asked)
      }
      await say(req, { tone: 'ok', text: `${server.name} now tells this panel of each run.` })
      res.redirect(303, viewerOf(res).paths.callback(server.id))
    },

    async remove(req: Request, res: Response) {
      const server = loadedServer(res)
      await callbacks.remove(actorOf(req, res), server)
      await say(req, { tone: 'ok', text: `${server.name} no longer calls this panel.` })
      res.redirect(303, viewerOf(res).paths.callback(server.id))
    },
  }
}

/** The address in the settings; without one, that under which this person reached the panel. */
function panelAddress(req: Request, res: Response, baseUrl: URL | undefined): string {
  const host = req.get('host') ?? ''
  const address = baseUrl?.href ?? `${req.protocol}://${host}${siteOf(res).paths.basePath}`
  return address.replace(/\/+$/, '')
}

function explained(failure: unknown) {
  if (failure instanceof InvalidInput) return { error: failure.message }
  if (failure instanceof RemoteError) return { error: null, refusal: failure }
  throw failure
}
