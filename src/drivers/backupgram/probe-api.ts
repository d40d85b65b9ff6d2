import { isOwnFailure, understand } from './api.ts'
import { type Climb, type Finding, rungLimitMs } from './climb.ts'
import * as replies from './replies.ts'

/** The upper half of the ladder: from an open connection to a working token. */

/** Without the token: whoever answers has yet to show that it is a backup server. */
export async function askHealth({ remote }: Climb, signal: AbortSignal): Promise<Finding> {
  const call = { method: 'GET' as const, path: '/healthz', limitMs: rungLimitMs, withToken: false }
  understand(await remote.call(call, signal), replies.healthy, remote)
  return { finding: 'A backup server answers' }
}

export async function askWithToken(climb: Climb, signal: AbortSignal): Promise<Finding> {
  const reply = await climb.remote.call(
    { method: 'GET', path: '/status', limitMs: rungLimitMs },
    signal,
  )
  // Somebody in front of the API may have answered before it saw the token.
  if (!isOwnFailure(reply, climb.remote)) understand(reply, replies.anything, climb.remote)
  climb.status = { ...reply, receivedAt: new Date() }
  return { finding: 'The token is accepted' }
}

export function askStatus({ remote, status }: Climb): Finding {
  if (status === null) return { outcome: 'skipped', finding: 'Not read' }
  const { schedule, lastBackup } = understand(status, replies.status, remote)
  const last = lastBackup === undefined ? 'no backup yet' : `last backup ${lastBackup.status}`
  return { finding: `Schedule ${schedule.slice(0, 100)}, ${last.slice(0, 100)}` }
}

export async function askConfig({ remote }: Climb, signal: AbortSignal): Promise<Finding> {
  const reply = await remote.call({ method: 'GET', path: '/config', limitMs: rungLimitMs }, signal)
  const settings = understand(reply, replies.config, remote)
  return { finding: `${settings.length} settings` }
}

const driftSeconds = 30

/** Times from the server are shown and compared with ours, so a wrong clock makes wrong verdicts. */
export function compareClocks({ status }: Climb): Finding {
  const date = new Date(status?.headers['date'] ?? '')
  if (status === null || Number.isNaN(date.getTime())) {
    return { outcome: 'skipped', finding: 'The server does not tell its time' }
  }
  const clockSkewMs = date.getTime() - status.receivedAt.getTime()
  const seconds = Math.round(clockSkewMs / 1000)
  if (Math.abs(seconds) <= driftSeconds) return { finding: 'Both clocks agree', clockSkewMs }
  return {
    clockSkewMs,
    outcome: 'warned',
    finding: `The server's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`,
    remedy: 'Set the clocks of both machines by NTP: ages and verdicts are wrong until then.',
  }
}
