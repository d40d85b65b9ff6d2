import type { Request, Response } from 'express'
import type { Services } from '../../services/all.ts'
import { queryText } from '../forms/query.ts'
import { readRunQuery } from '../forms/run-query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import { eventKinds, eventsPerPage, eventsView, severityBadges } from '../views/runs/events.ts'
import { runsView } from '../views/runs/runs.ts'
import { subjectOf } from './subject.ts'

/** What became of a server's runs, and what changed on it, from the panel's own tables. */
export function chroniclePages({ chronicle, drivers }: Pick<Services, 'chronicle' | 'drivers'>) {
  return {
    async runs(req: Request, res: Response) {
      const server = loadedServer(res)
      const query = readRunQuery(req.query, server.id)
      const [page, databases] = await Promise.all([
        chronicle.runs(query),
        chronicle.databases(server.id),
      ])
      const input = { ...subjectOf(drivers, server), ...page, query, databases }
      renderPage(res, 'runs/index', runsView(input, viewerOf(res)))
    },

    async events(req: Request, res: Response) {
      const server = loadedServer(res)
      const query = readEventQuery(req.query)
      const wanted = { ...query, serverId: server.id, limit: eventsPerPage + 1 }
      const events = await chronicle.events(wanted)
      const input = { ...subjectOf(drivers, server), events, query }
      renderPage(res, 'runs/events', eventsView(input, viewerOf(res)))
    },
  }
}

const kinds = Object.keys(eventKinds) as (keyof typeof eventKinds)[]
const severities = Object.keys(severityBadges) as (keyof typeof severityBadges)[]

function readEventQuery(query: Record<string, unknown>) {
  const before = queryText(query, 'before')
  return {
    kind: kinds.find((each) => each === query['kind']) ?? ('' as const),
    severity: severities.find((each) => each === query['severity']) ?? ('' as const),
    before: /^\d{1,18}$/.test(before) ? before : '',
  }
}
