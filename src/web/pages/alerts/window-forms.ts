import type { Request, Response } from 'express'
import type { MaintenanceWindow } from '../../../core/alerts/maintenance.ts'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { readWindow, type SentWindow } from '../../forms/alerts/window.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { newWindowValues, windowFormView, windowValues } from '../../views/alerts/window-form.ts'

/** Adding and changing maintenance windows. */
export function maintenanceWindowFormPages({
  alerts: { windows },
  servers,
}: Pick<Services, 'alerts' | 'servers'>) {
  const named = (req: Request) => windows.get(String(req.params['windowId']))

  async function showForm(res: Response, form: Shown): Promise<void> {
    const view = windowFormView({ ...form, servers: await servers.list() }, viewerOf(res))
    renderPage(res, 'alerts/form', view)
  }

  return {
    async newForm(_req: Request, res: Response) {
      const { format, now } = viewerOf(res)
      await showForm(res, {
        window: null,
        values: newWindowValues(format.timeZone, now),
        errors: {},
      })
    },

    async create(req: Request, res: Response) {
      const form = { window: null, ...readWindow(req.body) }
      if (form.input === null) return showForm(res.status(422), form)
      await windows.create(actorOf(req, res), form.input)
      return done(req, res, 'The window was added.')
    },

    async editForm(req: Request, res: Response) {
      const window = await named(req)
      const values = windowValues(window, viewerOf(res).format.timeZone)
      await showForm(res, { window, values, errors: {} })
    },

    async update(req: Request, res: Response) {
      const window = await named(req)
      const form = { window, ...readWindow(req.body) }
      if (form.input === null) return showForm(res.status(422), form)
      await windows.update(actorOf(req, res), window, form.input, viewerOf(res).now)
      return done(req, res, 'The window was saved.')
    },
  }
}

type Shown = Omit<SentWindow, 'input'> & { window: MaintenanceWindow | null }

async function done(req: Request, res: Response, text: string): Promise<void> {
  await say(req, { tone: 'ok', text })
  res.redirect(303, viewerOf(res).paths.maintenanceWindows())
}
