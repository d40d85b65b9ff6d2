import type { Request, Response } from 'express'
import { InvalidInput } from '../../core/errors.ts'
import { densities, keepDensity } from '../density.ts'
import { textOf } from '../forms/body.ts'
import { wayBack } from '../forms/chosen.ts'
import { safeNext } from '../next-url.ts'
import { viewerOf } from '../page.ts'

/** How close rows stand: a matter of the screen, so the browser keeps it and not the account. */
export function densityPages() {
  return {
    update(req: Request, res: Response) {
      const { basePath } = viewerOf(res).paths
      const chosen = densities.find((density) => density === textOf(req.body, 'density'))
      if (chosen === undefined) {
        throw new InvalidInput(
          'density',
          'Rows can stand comfortable or compact, and no other way.',
        )
      }
      keepDensity(res, chosen, basePath)
      res.redirect(303, safeNext(wayBack(req), basePath))
    },
  }
}
