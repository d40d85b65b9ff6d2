import type { Jobs, RestoreSource, Restores, Runs } from '../../core/driver.ts'
import { RemoteError } from '../../core/errors.ts'
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

export function jobs(calls: Api): Jobs {
  return {
    list: (signal) => calls.ask({ method: 'GET', path: '/jobs' }, replies.jobs, signal),
    async find(jobId, signal) {
      if (!isJobId(jobId)) return null
      try {
        return await calls.ask({ method: 'GET', path: `/jobs/${jobId}` }, replies.job, signal)
      } catch (error) {
        if (error instanceof RemoteError && error.fault === 'missing') return null
        throw error
      }
    },
  }
}
