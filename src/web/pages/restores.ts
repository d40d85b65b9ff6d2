import type { Request, Response } from 'express'
import { newestPerDatabase } from '../../core/dumps/dump.ts'
import { defaultTargetName } from '../../core/dumps/restore-target.ts'
import type { Operation } from '../../core/operation.ts'
import { type Reading, read } from '../../core/reading.ts'
import type { BackupServer } from '../../core/server.ts'
import { isBeforeReplay } from '../../core/verdicts/restore-verdict.ts'
import type { Services } from '../../services/all.ts'
import type { BackupList } from '../../services/backups.ts'
import { goneSignal } from '../download.ts'
import { queryText } from '../forms/query.ts'
import { restoreForm } from '../forms/restore.ts'
import { type RestoreProgress, refusedProgress, restoreProgress } from '../forms/restore-step.ts'
import { renderPage, viewerOf } from '../page.ts'
import { actorOf, loadedServer } from '../signed-in.ts'
import { restoreView } from '../views/restores/restore.ts'
import { subjectOf } from './subject.ts'

type Needed = Pick<Services, 'backups' | 'drivers' | 'jobs' | 'restores'>

const rememberedLimit = 100

/** Restoring a dump: by default into a database that does not exist yet. */
export function restorePages({ backups, drivers, jobs, restores }: Needed) {
  const rulesOf = (server: BackupServer) => ({
    serverName: server.name,
    ...restores.rules(server),
  })

  async function show(res: Response, chosen: { progress: RestoreProgress; text: string }) {
    const server = loadedServer(res)
    const backupId = chosen.progress.typed.backupId || null
    const [list, operations] = await Promise.all([
      read(backups.list(server, goneSignal(res))),
      jobs.remembered(server, rememberedLimit),
    ])
    const view = restoreView(
      {
        ...subjectOf(drivers, server),
        ...chosen,
        backupId,
        ...databasesOf(list, backupId, operations.flatMap(targetLeftBy)),
        list,
        operations,
        canRestoreFromTelegram: restores.rules(server).canRestoreFromTelegram,
      },
      viewerOf(res),
    )
    renderPage(res, 'restores/new', view)
  }

  return {
    async newForm(req: Request, res: Response) {
      const progress = restoreProgress(req.query, rulesOf(loadedServer(res)))
      const isWrong = Object.keys(progress.errors).length > 0
      await show(res.status(isWrong ? 422 : 200), { progress, text: queryText(req.query, 'q') })
    },

    async create(req: Request, res: Response) {
      const server = loadedServer(res)
      const form = restoreForm(req.body, rulesOf(server))
      if (!form.ok) return show(res.status(422), { progress: refusedProgress(form), text: '' })
      const { source, targetDb } = form.value
      const jobId = await restores.start(actorOf(req, res), server, source, targetDb)
      return res.redirect(303, viewerOf(res).paths.job(server.id, jobId))
    },
  }
}

/** Databases that are known to exist there, and a name for the restore that is none of them. */
function databasesOf(list: Reading<BackupList>, backupId: string | null, targets: string[]) {
  const dumps = list.ok ? list.value.dumps : []
  const dumped = [...newestPerDatabase(dumps).keys()].filter((name) => name !== wholeCluster)
  const existing = [...new Set([...dumped, ...targets])]
  const dump = dumps.find((each) => each.files.some((file) => file.id === backupId))
  return { existing, suggestedTarget: dump ? defaultTargetName(dump, existing) : '' }
}

/** What a dump of all databases is called after. */
const wholeCluster = 'cluster'

/** A restore that stopped before the replay may not even have made its target. */
function targetLeftBy({ targetDb, verdict, evidence = [] }: Operation): string[] {
  const isUntouched = verdict === 'failed' && isBeforeReplay(evidence)
  return targetDb === undefined || isUntouched ? [] : [targetDb]
}
