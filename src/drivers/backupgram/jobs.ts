import type { Jobs, RestoreSource, Restores, Runs } from '../../core/driver.ts'
import { RemoteError } from '../../core/errors.ts'
import type { Job } from '../../core/job.ts'
import type { Remote } from '../../lib/remote/remote.ts'
import type { Api } from './api.ts'
import { backupPlace } from './backup-id.ts'
import { isJobId, restoreFile } from './paths.ts'
import * as replies from './replies.ts'

export function runs(calls: Api): Runs {
  return {
    start: (signal) => calls.ask({ method: 'POST', path: '/backup' }, replies.accepted, signal),
  }
}

export function restores(calls: Api): Restores {
  return {
    isTargetName: (name) => /^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name),
    canRestoreFromTelegram: true,
    start(source, targetDb, signal) {
      const body = { ...sourceFields(source), target_db: targetDb, confirm: true }
      return calls.ask({ method: 'POST', path: '/restore', body }, replies.accepted, signal)
    },
  }
}

function sourceFields(source: RestoreSource): Record<string, unknown> {
  if ('telegramMessageId' in source) return { telegram_message_id: source.telegramMessageId }
  return { file: restoreFile(backupPlace(source.backupId)) }
}

export function jobs(calls: Api, remote: Pick<Remote, 'scrubLog'>): Jobs {
  /** A hook may have printed the token that it was called with. */
  const scrub = (job: Job): Job => ({
    ...job,
    log: job.log?.map((line) => remote.scrubLog(line)) ?? null,
    ...(job.error !== undefined && { error: remote.scrubLog(job.error) }),
  })
  return {
    async list(signal) {
      const listed = await calls.ask({ method: 'GET', path: '/jobs' }, replies.jobs, signal)
      return listed.map(scrub)
    },
    async find(jobId, signal) {
      if (!isJobId(jobId)) return null
      try {
        const call = { method: 'GET' as const, path: `/jobs/${jobId}` }
        return scrub(await calls.ask(call, replies.job, signal))
      } catch (error) {
        if (error instanceof RemoteError && error.fault === 'missing') return null
        throw error
      }
    },
  }
}
