import type { Request, Response } from 'express'
import { NotFound } from '../../core/errors.ts'
import { read } from '../../core/reading.ts'
import type { BackupServer } from '../../core/server.ts'
import type { Services } from '../../services/all.ts'
import { queryText } from '../forms/query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import {
  databaseHistoryView,
  type HistoryInput,
  historyIndexView,
} from '../views/history/history.ts'
import { lookJobs } from './look-jobs.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'chronicle' | 'serverHealth' | 'jobs' | 'drivers' | 'schedules'>

/** Days, sizes and retention of a server's databases, from one look at it. */
export function historyPages({ chronicle, serverHealth, jobs, drivers, schedules }: Needed) {
  const judgedJobs = lookJobs(jobs)

  async function inputOf(server: BackupServer): Promise<HistoryInput> {
    const look = await serverHealth.look(server)
    const { files, settings, schedule, dumps } = look
    const rules = drivers.describe(server).settings
    const now = new Date()
    const offsetMinutes = schedule?.offsetMinutes ?? null
    const [judged, ledger, health] = await Promise.all([
      read(judgedJobs(server, look)),
      chronicle.days(server.id, offsetMinutes ?? 0, now),
      chronicle.health(server.id, now),
    ])
    const isTold = settings.ok && files.ok && rules !== undefined
    return {
      ...subjectOf(drivers, server),
      backups: files.ok ? { ok: true, value: { files: files.value, dumps } } : files,
      jobs: judged.ok ? judged.value : [],
      areJobsKnown: judged.ok,
      expectedDatabases: look.expectedDatabases,
      ledger,
      health,
      offsetMinutes,
      intervalMs: schedule && schedules.intervalMs(schedule.raw),
      expiries: isTold ? rules.expiries(settings.value, files.value) : null,
    }
  }

  return {
    async show(req: Request, res: Response) {
      const input = await inputOf(loadedServer(res))
      const database = queryText(req.query, 'database')
      if (database === '' || !input.backups.ok) {
        renderPage(res, 'history/index', historyIndexView(input, viewerOf(res)))
        return
      }
      const view = databaseHistoryView(input, input.backups.value, database, viewerOf(res))
      if (!view) throw new NotFound('The server lists no dump of this database.')
      renderPage(res, 'history/show', view)
    },
  }
}
