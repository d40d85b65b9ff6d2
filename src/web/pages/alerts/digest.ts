import type { Request, Response } from 'express'
import type { Services } from '../../../services/all.ts'
import { say } from '../../flash.ts'
import { readDigest, type SentDigest } from '../../forms/alerts/digest.ts'
import { renderPage, viewerOf } from '../../page.ts'
import { actorOf } from '../../signed-in.ts'
import { digestFormView, digestValues } from '../../views/alerts/digest-form.ts'

/** The summary of each day or week. */
export function alertDigestPages({ alerts }: Pick<Services, 'alerts'>) {
  const { digests, channels } = alerts

  async function showForm(res: Response, sent?: Omit<SentDigest, 'plan'>): Promise<void> {
    const viewer = viewerOf(res)
    const plan = await digests.get()
    const form = {
      values: digestValues(plan, viewer.format.timeZone),
      errors: {},
      ...plan,
      channels: await channels.list(),
      preview: await digests.preview(viewer.now),
      ...sent,
    }
    renderPage(res, 'alerts/form', digestFormView(form, viewer))
  }

  return {
    show: (_req: Request, res: Response) => showForm(res),

    async update(req: Request, res: Response) {
      const sent = readDigest(
        req.body,
        (await channels.list()).map(({ id }) => id),
      )
      if (sent.plan === null) return showForm(res.status(422), sent)
      const { paths, now } = viewerOf(res)
      await digests.update(actorOf(req, res), sent.plan, now)
      await say(req, { tone: 'ok', text: 'The summary was saved.' })
      return res.redirect(303, paths.alertDigest())
    },
  }
}
