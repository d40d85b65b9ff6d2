import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { goneSignal } from '../../download.ts'
import { say } from '../../flash.ts'
import { readPing, type SentPing } from '../../forms/alerts/ping.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import type { Outcome } from '../../views/alerts/form.ts'
import { pingFormView } from '../../views/alerts/ping-form.ts'
import { sendOutcomeView } from './send-outcome.ts'

/** The ping to a watcher outside. */
export function alertPingPages({ alerts: { pings } }: Pick<Services, 'alerts'>) {
  async function stored() {
    const { values } = await pings.get()
    return { values, secrets: await pings.secrets() }
  }

  async function showForm(res: Response, sent?: SentPing, outcome: Outcome | null = null) {
    const viewer = viewerOf(res)
    const state = await pings.get()
    const { isEnabled, intervalMs, exceptTags, values } = state
    const typed = sent ?? {
      ...{ isEnabled, values, errors: {} },
      minutes: String(intervalMs / 60_000),
      exceptTags: exceptTags.join(', '),
    }
    const obstacles = await pings.obstacles(state, viewer.now)
    const form = { kind: pings.kind, state, stored: await stored(), typed, obstacles, outcome }
    renderPage(res, 'alerts/form', pingFormView(form, viewer))
  }

  return {
    show: (_req: Request, res: Response) => showForm(res),

    async update(req: Request, res: Response) {
      const sent = readPing(pings.kind, req.body, await stored())
      if (sent.plan === null) return showForm(res.status(422), sent)
      const { paths, now } = viewerOf(res)
      await pings.update(actorOf(req, res), sent.plan, sent.secrets, now)
      await say(req, { tone: 'ok', text: 'The ping was saved.' })
      return res.redirect(303, paths.alertPing())
    },

    /** One real ping with what was typed, whether or not all is well. */
    async test(req: Request, res: Response) {
      const sent = readPing(pings.kind, req.body, await stored())
      if (sent.plan === null) return showForm(res.status(422), sent)
      const values = { ...sent.values, ...sent.secrets }
      const failure = await pings.test(actorOf(req, res), values, goneSignal(res))
      return showForm(res, sent, sendOutcomeView(failure, 'The watcher took the ping'))
    },
  }
}
