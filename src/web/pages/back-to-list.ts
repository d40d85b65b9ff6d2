import type { Request, Response } from 'express'
import { say } from '../flash.ts'
import { wayBack } from '../forms/chosen.ts'
import { safeNext } from '../next-url.ts'
import { viewerOf } from '../page.ts'

/** A button was pressed with no box ticked. */
export async function backToList(
  req: Request,
  res: Response,
  listHref: string,
  noun: string,
): Promise<void> {
  await say(req, { tone: 'info', text: `Tick at least one ${noun} first.` })
  res.redirect(303, safeNext(wayBack(req) ?? listHref, viewerOf(res).paths.basePath))
}
