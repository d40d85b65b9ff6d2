import type { Request, Response } from 'express'
import type { RemoteError } from '../../core/errors.ts'
import { read } from '../../core/reading.ts'
import type { BackupServer } from '../../core/server.ts'
import type { Services } from '../../services/all.ts'
import type { JudgedJob } from '../../services/jobs.ts'
import { goneSignal } from '../download.ts'
import { readJobQuery } from '../forms/job-query.ts'
import { renderPage, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import { jobView } from '../views/jobs/job.ts'
import { rememberedJob } from '../views/jobs/job-row.ts'
import { jobsView } from '../views/jobs/jobs.ts'
import { subjectOf } from './subject.ts'

const refreshSeconds = 2
const rememberedLimit = 50

/** Runs and restores of one server, and one of them while it happens. */
export function jobPages({ jobs, drivers }: Pick<Services, 'jobs' | 'drivers'>) {
  /** The panel's own note, for when the server cannot be asked; without one there is only the error. */
  async function recalled(server: BackupServer, jobId: string, error: RemoteError) {
    const own = await jobs.recall(server, jobId)
    if (own === null) throw error
    return { judged: rememberedJob(own.operation), keptLog: own.log, error }
  }

  /** As the server tells it; what it has forgotten, the panel remembers. */
  async function told(server: BackupServer, judged: JudgedJob) {
    const own = judged.job === null ? await jobs.recall(server, judged.id) : null
    return { judged, keptLog: own?.log ?? null, error: null }
  }

  return {
    async index(req: Request, res: Response) {
      const server = loadedServer(res)
      const judged = await read(jobs.list(server, goneSignal(res)))
      const remembered = judged.ok ? [] : await jobs.remembered(server, rememberedLimit)
      const view = jobsView(
        { ...subjectOf(drivers, server), jobs: judged, remembered, query: readJobQuery(req.query) },
        viewerOf(res),
      )
      if (view.isLive) res.setHeader('Refresh', String(refreshSeconds))
      renderPage(res, 'jobs/index', view)
    },

    async show(req: Request, res: Response) {
      const server = loadedServer(res)
      const jobId = String(req.params['jobId'])
      const judged = await read(jobs.get(server, jobId, goneSignal(res)))
      const seen = judged.ok
        ? await told(server, judged.value)
        : await recalled(server, jobId, judged.error)
      const view = jobView({ ...subjectOf(drivers, server), ...seen }, viewerOf(res))
      if (view.isLive) res.setHeader('Refresh', String(refreshSeconds))
      renderPage(res, 'jobs/show', view)
    },
  }
}
