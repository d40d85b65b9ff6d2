import type { Environment } from './environment.ts'
import type { JobLog } from './log.ts'

/** What the hook says of a run: `post-backup` also after one that failed, `error` when the script broke off. */
export type HookStatus = 'post-backup' | 'error'

const timeLimitMs = 10_000
const loopback = /^(localhost|127(\.\d+){3})$/

/**
 * The container's webhook, with its words in the job's log, the whole address among them. The sandbox
 * has no way out: it calls its own machine, and any other address fails as an unreachable one does.
 */
export async function callWebhook(
  env: Environment,
  status: HookStatus,
  now: Date,
  log: JobLog,
): Promise<void> {
  const url = env['WEBHOOK_URL'] ?? ''
  if (url === '') return
  if (!/^https?:\/\/[a-zA-Z0-9.-]+(:[0-9]+)?(\/.*)?$/.test(url)) {
    log.line(`⚠️ Invalid webhook URL: ${url}`)
    return
  }
  log.line(`Executing webhook call to ${url} with status ${status}`)
  if (!(await post(url, payload(env, status, now)))) log.line(`⚠️ Webhook call to ${url} failed.`)
}

function payload(env: Environment, status: HookStatus, now: Date): string {
  const timestamp = now.toISOString().replace(/\.\d+Z$/, 'Z')
  const database = env['POSTGRES_DB'] ?? ''
  const project = env['PROJECT_NAME'] ?? ''
  return JSON.stringify({ status, hostname: 'sandbox', timestamp, database, project })
}

async function post(url: string, body: string): Promise<boolean> {
  if (!loopback.test(new URL(url).hostname)) return false
  const headers = { 'Content-Type': 'application/json' }
  const signal = AbortSignal.timeout(timeLimitMs)
  const request = { method: 'POST', headers, body, signal, redirect: 'manual' as const }
  return fetch(url, request).then(
    async (answer) => {
      await answer.body?.cancel()
      return answer.status < 400
    },
    () => false,
  )
}
