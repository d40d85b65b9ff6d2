import { z } from 'zod'
import type { Listing } from '../../core/driver.ts'
import type { BackupFile } from '../../core/dumps/backup.ts'
import type { Job } from '../../core/job.ts'
import type { ServerStatus } from '../../core/server.ts'
import type { Setting } from '../../core/setting.ts'
import { backupId, isAddressable, slots } from './backup-id.ts'
import { secretKeys } from './catalogue.ts'
import { parseFileName } from './file-name.ts'
import { isJobId } from './paths.ts'

/**
 * The server's words turned into ours. Strict on what the panel stands on, blind to anything else the
 * server may add one day.
 */

/** Unix seconds. What a Date cannot hold is moved to its edge, for one odd file must not hide the others. */
const moment = z.number().transform((seconds) => {
  const edge = 8.64e12
  return new Date(Math.trunc(Math.min(Math.max(seconds, -edge), edge)) * 1000)
})

export const healthy = z.object({ status: z.literal('ok') })

/** Of the API itself, for it is JSON. */
export const anything = z.unknown()

export const failure = z.object({ error: z.string() })

/** Shown as it is: a line that a person can read, whatever the server's file holds. */
const word = z.string().transform((text) => text.replace(/\p{C}+/gu, ' ').slice(0, 80))

/** It is remembered by its text, so that an endless one would fill the memory. */
const longestSchedule = 4000

export const status = z
  .object({
    cluster: z.boolean(),
    schedule: z.string().max(longestSchedule),
    last_backup: z
      .object({
        status: word,
        timestamp: moment.nullish(),
        age_seconds: z.number().nullish(),
      })
      .nullish(),
  })
  .transform(({ cluster, schedule, last_backup: last }): ServerStatus => {
    if (last == null) return { schedule, isCluster: cluster }
    return {
      schedule,
      isCluster: cluster,
      lastBackup: {
        status: last.status,
        ...(last.timestamp != null && { at: last.timestamp }),
        ...(last.age_seconds != null && { ageSeconds: last.age_seconds }),
      },
    }
  })

const backup = z.object({
  slot: z.enum(slots),
  name: z.string().transform(replaceHalves).refine(isAddressable),
  size: z.number().min(0),
  mtime: moment,
})

/** One odd entry is passed over and counted. Where nothing can be read, nobody may call it empty. */
export const backups = z
  .object({ backups: z.array(z.unknown()) })
  .transform(({ backups: entries }): Listing => {
    const files = entries.flatMap((entry) => backup.safeParse(entry).data ?? []).map(backupFile)
    return { files, unreadCount: entries.length - files.length }
  })
  .refine(({ files, unreadCount }) => files.length > 0 || unreadCount === 0)

function backupFile({ slot, name, size, mtime }: z.output<typeof backup>): BackupFile {
  const { suffix: _, ...parts } = parseFileName(slot, name)
  return { id: backupId({ slot, name }), slot, name, sizeBytes: size, modifiedAt: mtime, ...parts }
}

/** JSON can spell half a character; no URL can. */
function replaceHalves(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

export const accepted = z
  .object({ job_id: z.string().refine(isJobId) })
  .transform((reply) => reply.job_id)

export const deleted = z.object({ deleted: z.string() })

export const cleared = z.object({ cleared: z.string() })

const logLimit = 50

export const job = z
  .object({
    id: z.string().refine(isJobId),
    type: z.enum(['backup', 'restore']),
    state: z.enum(['queued', 'running', 'succeeded', 'failed']),
    queued_at: moment,
    started_at: moment.nullish(),
    finished_at: moment.nullish(),
    exit_code: z.number().int().nullish(),
    log_tail: z.array(z.string()).nullish(),
    error: z.string().nullish(),
  })
  .transform((reply): Job => {
    const log = reply.log_tail ?? null
    const exitCode = meaningfulExitCode(reply.state, reply.exit_code)
    return {
      id: reply.id,
      kind: reply.type,
      state: reply.state,
      queuedAt: reply.queued_at,
      ...(reply.started_at != null && { startedAt: reply.started_at }),
      ...(reply.finished_at != null && { finishedAt: reply.finished_at }),
      ...(exitCode !== undefined && { exitCode }),
      log,
      isLogFull: log !== null && log.length >= logLimit,
      ...(reply.error != null && reply.error !== '' && { error: reply.error }),
    }
  })

export const jobs = z.object({ jobs: z.array(job) }).transform((reply) => reply.jobs)

/** The server writes 0 wherever there is no exit code: before the end, and when nothing could start. */
function meaningfulExitCode(state: Job['state'], code: number | null | undefined) {
  if (code == null) return undefined
  if (state === 'succeeded') return code
  return state === 'failed' && code !== 0 ? code : undefined
}

const source = z.enum(['base', 'override'])
const entry = z.union([
  z.object({ set: z.boolean(), source }),
  z.object({ value: z.string(), source }),
])

export const config = z
  .object({ config: z.record(z.string(), entry) })
  .transform((reply) => Object.entries(reply.config).map(([key, value]) => setting(key, value)))

/** A secret stays out of the panel even where a server shows it. */
function setting(key: string, entry_: z.output<typeof entry>): Setting {
  const isSet = 'set' in entry_ ? entry_.set : entry_.value !== ''
  const isSecret = 'set' in entry_ || secretKeys.has(key)
  const value = 'value' in entry_ && !isSecret ? { value: entry_.value } : {}
  return { key, ...value, isSecret, isSet, source: entry_.source }
}
