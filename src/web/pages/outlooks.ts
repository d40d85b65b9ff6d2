import type { Request, Response } from 'express'
import { Conflict } from '../../core/errors.ts'
import type { Services } from '../../services/all.ts'
import { goneSignal } from '../download.ts'
import { shownSettings } from '../forms/setting-fields.ts'
import { settingsForm } from '../forms/settings.ts'
import { renderFragment, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import { conflictsView } from '../views/settings/conflicts.ts'
import { consequencesView } from '../views/settings/consequences.ts'
import { retentionView } from '../views/settings/retention.ts'

type Needed = Pick<Services, 'settings' | 'settingsOutlook'>

/** What settings would do, for the page that holds them to show in place. */
export function outlookPages({ settings, settingsOutlook }: Needed) {
  return {
    /** While the numbers change. What the server has is taken from the form, to ask it only for files. */
    async retention(req: Request, res: Response) {
      const shown = shownSettings(req.body)
      const expiry = await settingsOutlook.retention(loadedServer(res), shown, goneSignal(res))
      const view = retentionView(expiry, true, viewerOf(res).format)
      renderFragment(res, 'settings/retention', view)
    },

    /** What is wrong is left to the page that follows; a conflict is told to the one that asks. */
    async preview(req: Request, res: Response) {
      const server = loadedServer(res)
      const present = await settings.read(server, goneSignal(res))
      const form = settingsForm(req.body, present, settings.rules(server).check)
      if (Object.keys(form.errors).length > 0)
        throw new Conflict('The settings need another look before they can be previewed.')
      if (form.conflicts.length > 0)
        return renderFragment(res, 'settings/conflicts', conflictsView(form.conflicts))
      const preview = await settingsOutlook.preview(server, present, form.changes, goneSignal(res))
      const view = consequencesView(preview, true, viewerOf(res))
      return renderFragment(res, 'settings/consequences', view)
    },
  }
}
