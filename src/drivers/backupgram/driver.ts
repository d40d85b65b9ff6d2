import type { Driver } from '../../core/driver.ts'
import type { Agents } from '../../lib/remote/agents.ts'
import { Remote } from '../../lib/remote/remote.ts'
import type { StreamLimits } from '../../lib/remote/stream.ts'
import type { DriverTarget } from '../target.ts'
import { type Api, api } from './api.ts'
import { downloads } from './downloads.ts'
import { inventory, removals } from './files.ts'
import { jobs, restores, runs } from './jobs.ts'
import { probe } from './probe.ts'
import * as replies from './replies.ts'
import { settings } from './settings.ts'

/** Speaks the REST API of the backupgram container. */
export function backupgram(
  agents: Agents,
  target: DriverTarget,
  downloadLimits?: StreamLimits,
): Driver {
  const remote = new Remote(agents, target)
  const calls = api(remote, target.timeoutMs)
  return {
    kind: 'backupgram',
    status: (signal) => status(calls, signal),
    probe: (signal) => probe(remote, target, signal),
    inventory: inventory(calls),
    downloads: downloads(remote, downloadLimits),
    removals: removals(calls),
    runs: runs(calls),
    restores: restores(calls),
    jobs: jobs(calls, remote),
    settings: settings(calls),
  }
}

function status(calls: Api, signal: AbortSignal) {
  return calls.ask({ method: 'GET', path: '/status' }, replies.status, signal)
}
