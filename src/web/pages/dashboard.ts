import type { Request, Response } from 'express'
import { read } from '../../core/reading.ts'
import type { Services } from '../../services/all.ts'
import type { ServerLook } from '../../services/server-look.ts'
import { renderFragment, renderPage, viewerOf } from '../page.ts'
import { loadedServer } from '../signed-in.ts'
import { type DashboardInput, dashboardView } from '../views/dashboard/dashboard.ts'
import { serverStateView } from '../views/servers/server-state.ts'
import { lookJobs } from './look-jobs.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'chronicle' | 'serverHealth' | 'jobs' | 'drivers' | 'schedules'>

const rememberedLimit = 10

/** One server at a glance, and its cell in the list of servers. */
export function dashboardPages(needed: Needed) {
  const { chronicle, serverHealth, jobs, drivers, schedules } = needed
  const judgedJobs = lookJobs(jobs, rememberedLimit)

  return {
    async show(_req: Request, res: Response) {
      const server = loadedServer(res)
      const look = await serverHealth.look(server)
      const judged = await read(judgedJobs(server, look))
      const now = new Date()
      const [remembered, ledger, lastKnown] = await Promise.all([
        judged.ok ? [] : jobs.remembered(server, rememberedLimit),
        look.files.ok ? chronicle.days(server.id, look.schedule?.offsetMinutes ?? 0, now) : [],
        look.files.ok ? null : chronicle.lastKnown(server.id, now),
      ])
      const intervalMs = look.schedule && schedules.intervalMs(look.schedule.raw)
      const parts = { ...partsOf(look), intervalMs, jobs: judged, remembered, ledger, lastKnown }
      const input = { ...subjectOf(drivers, server), ...parts }
      renderPage(res, 'dashboard/show', dashboardView(input, viewerOf(res)))
    },

    async state(_req: Request, res: Response) {
      const server = loadedServer(res)
      const { judgement, dumps } = await serverHealth.look(server)
      const lastBackupAt = dumps[0]?.finishedAt ?? null
      renderFragment(res, 'servers/state', serverStateView(judgement, lastBackupAt, viewerOf(res)))
    },
  }
}

type LookParts = Omit<
  DashboardInput,
  'server' | 'facets' | 'jobs' | 'remembered' | 'ledger' | 'intervalMs' | 'lastKnown'
>

function partsOf(look: ServerLook): LookParts {
  const { files, dumps, jobs, settings, warnings, highlights } = look
  return {
    state: look.judgement,
    status: look.status,
    listedJobs: jobs.ok ? jobs.value : [],
    backups: files.ok ? { ok: true, value: { files: files.value, dumps } } : files,
    expectedDatabases: look.expectedDatabases,
    schedule: look.schedule,
    settings: settings.ok ? { ok: true, value: { warnings, facts: highlights } } : settings,
  }
}
