import type { Request, Response } from 'express'
import type { BackupServer } from '../../core/server.ts'
import type { Services } from '../../services/all.ts'
import { goneSignal } from '../download.ts'
import { readServerForm } from '../forms/server.ts'
import { renderPage, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import { probeView } from '../views/servers/probe.ts'
import { showForm, showRefused } from './server-forms.ts'
import { subjectOf } from './subject.ts'

/** The probe ladder: for a stored server, and for a form that is not saved yet. */
export function probePages({ probes, drivers }: Pick<Services, 'probes' | 'drivers'>) {
  async function tryOut(req: Request, res: Response, stored: BackupServer | null) {
    const sent = readServerForm(req.body, stored)
    const { input, token, values } = sent
    if (input === null) return showRefused(res, sent, stored)
    const draft = { input, token, stored: stored ?? undefined }
    const steps = await probes.tryOut(draft, goneSignal(res))
    return showForm(res, { server: stored, values, errors: {}, steps })
  }

  return {
    async show(_req: Request, res: Response) {
      const server = loadedServer(res)
      const steps = await probes.run(server, goneSignal(res))
      const { facets } = subjectOf(drivers, server)
      renderPage(res, 'servers/probe', probeView(server, facets, steps, viewerOf(res)))
    },

    /** "Test connection" while adding a server. */
    tryOutNew: (req: Request, res: Response) => tryOut(req, res, null),

    /** "Test connection" while changing one. */
    tryOutChanged: (req: Request, res: Response) => tryOut(req, res, loadedServer(res)),
  }
}
