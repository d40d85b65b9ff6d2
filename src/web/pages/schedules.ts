import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { queryText } from '../forms/query.ts'
import { renderFragment, viewerOf } from '../page.ts'
import { scheduleHintView } from '../views/settings/schedule.ts'

/** What a schedule means, for the settings page to show while it is being typed. */
export function schedulePages({ schedules }: Pick<Services, 'schedules'>) {
  return {
    show(req: Request, res: Response) {
      const typed = queryText(req.query, 'value')
      const offset = Number(queryText(req.query, 'offset') || Number.NaN)
      const offsetMinutes = Number.isInteger(offset) && Math.abs(offset) <= 900 ? offset : null
      const facts = schedules.understand(typed, { offsetMinutes })
      const known = { problem: schedules.problem(typed), facts, fields: schedules.fields(typed) }
      renderFragment(res, 'settings/schedule', scheduleHintView(known, viewerOf(res)))
    },
  }
}
