import { effectiveEnvironment } from '../container.ts'
import type { Json } from '../http/json-encode.ts'
import { json, type Reply } from '../http/reply.ts'
import type { Call } from './call.ts'

/** Says that the process answers, and nothing else. */
export function healthz(): Reply {
  return json(200, { status: 'ok' })
}

export async function status({ container }: Call): Promise<Reply> {
  const env = await effectiveEnvironment(container)
  return json(200, {
    cluster: container.baseEnv['POSTGRES_CLUSTER'] === 'TRUE',
    last_backup: lastBackup(container.statusFile, container.now()),
    schedule: env['SCHEDULE'] || '@daily',
  })
}

/** The status file says a word on its first line and a Unix time on its second. */
function lastBackup(file: string | undefined, now: Date): Json | undefined {
  if (file === undefined) return undefined
  const [word = '', time = ''] = file.trim().split('\n')
  if (!/^[+-]?\d+$/.test(time.trim())) return { status: word }
  const timestamp = Number(time)
  return { age_seconds: Math.floor(now.getTime() / 1000) - timestamp, status: word, timestamp }
}
