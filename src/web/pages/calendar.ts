import type { Request, Response } from 'express'
import type { ServerDay } from '../../core/dumps/server-day.ts'
import type { RunQuery } from '../../core/fleet/run-query.ts'
import type { Services } from '../../services/all.ts'
import { readCalendarQuery } from '../forms/calendar-query.ts'
import { readRunQuery } from '../forms/run-query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { calendarView } from '../views/calendar/calendar.ts'
import { calendarDayView } from '../views/calendar/calendar-day.ts'

type Needed = Pick<Services, 'calendar' | 'chronicle' | 'servers'>

/** Runs done, missed and to come: a month of them, or with `day` those of one day. */
export function calendarPages({ calendar, chronicle, servers }: Needed) {
  async function showDay(res: Response, day: ServerDay, query: RunQuery) {
    const page = await chronicle.runs(query)
    renderPage(res, 'calendar/day', calendarDayView({ ...page, day, query }, viewerOf(res)))
  }

  return {
    async show(req: Request, res: Response) {
      const asked = readRunQuery(req.query, '')
      if (asked.day !== null) return showDay(res, asked.day, asked)
      const viewer = viewerOf(res)
      const query = readCalendarQuery(req.query, viewer.now)
      const { server: serverId, tag, q: text } = query
      const [weeks, all] = await Promise.all([
        calendar.month(query.month, { serverId, tag, text }, viewer.now),
        servers.list(),
      ])
      const tags = [...new Set(all.flatMap((server) => server.tags))].sort()
      const server = all.find(({ id }) => id === serverId) ?? null
      return renderPage(res, 'calendar/show', calendarView({ query, weeks, tags, server }, viewer))
    },
  }
}
