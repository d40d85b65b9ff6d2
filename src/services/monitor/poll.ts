import type { Findings } from '../../core/monitor/findings.ts'
import { LeaseLost } from '../../core/monitor/lease-lost.ts'
import { nextDueMs } from '../../core/monitor/next-due.ts'
import { nextSnapshot } from '../../core/monitor/next-snapshot.ts'
import { changedKeys } from '../../core/monitor/settings-drift.ts'
import type { Snapshot } from '../../core/monitor/snapshot.ts'
import type { BackupServer } from '../../core/server.ts'
import type { AuditStore } from '../../store/audit.ts'
import type { PollRecord, PollRecorder } from '../../store/monitor/record.ts'
import type { SnapshotStore } from '../../store/monitor/snapshots.ts'
import type { Claim } from '../../store/monitor/tasks.ts'
import type { ServerStore } from '../../store/servers.ts'
import type { Probes } from '../probes.ts'
import type { Schedules } from '../schedules.ts'
import type { ServerHealth } from '../server-health.ts'
import { findingsOf } from './findings.ts'
import { isProbeDue, probeFindings } from './probing.ts'

export interface PollDeps {
  servers: Pick<ServerStore, 'find'>
  serverHealth: Pick<ServerHealth, 'look'>
  probes: Pick<Probes, 'run'>
  schedules: Pick<Schedules, 'intervalMs'>
  audit: Pick<AuditStore, 'settingsChangedSince'>
  snapshots: SnapshotStore
  recorder: PollRecorder
}

/**
 * `lost`: somebody else has the server by now, or it was changed or deleted; nothing was kept, and
 * nothing has to be.
 */
export type PollOutcome = 'recorded' | 'lost'

/** One server asked, judged, and what was learnt kept as a whole. */
export function poller(deps: PollDeps) {
  return async (claim: Claim): Promise<PollOutcome> => {
    const server = claim.serverId === null ? null : await deps.servers.find(claim.serverId)
    if (!server) return 'lost'
    const before = await deps.snapshots.find(server.id)
    const found = await observe(deps, server, before, claim.lateMs)
    const record = await conclude(deps, { server, before, found, misses: claim.misses })
    try {
      await deps.recorder.record(claim, record)
      return 'recorded'
    } catch (error) {
      if (error instanceof LeaseLost) return 'lost'
      throw error
    }
  }
}

async function observe(
  { serverHealth, probes, schedules }: PollDeps,
  server: BackupServer,
  before: Snapshot | null,
  lateMs: number,
): Promise<Findings> {
  const at = new Date()
  const begunAt = performance.now()
  const look = await serverHealth.look(server)
  const answerMs = look.status.ok ? Math.round(performance.now() - begunAt) : null
  const isDue = isProbeDue(before, look.judgement.verdict, at)
  const probe = isDue ? await probeFindings(probes, server) : null
  return { at, lateMs, answerMs, probe, ...findingsOf(look, schedules) }
}

interface Observed {
  server: BackupServer
  before: Snapshot | null
  found: Findings
  misses: number
}

async function conclude(deps: PollDeps, observed: Observed): Promise<PollRecord> {
  const { server, before, found } = observed
  const { pollIntervalMs } = server
  const verdict = found.judgement.verdict
  const { snapshot, events } = nextSnapshot(before, found, {
    serverId: server.id,
    pollIntervalMs,
    changedHere: await changedHere(deps, before, found),
  })
  const misses = verdict === 'unreachable' ? observed.misses + 1 : 0
  const isInDoubt = snapshot.doubtedPolls > 0
  const hasActiveJobs = snapshot.activeJobs.length > 0
  const pace = { pollIntervalMs, found: verdict, misses, isInDoubt, hasActiveJobs }
  const polled = { at: found.at, answerMs: found.answerMs }
  return {
    before,
    snapshot,
    polled: verdict === 'paused' ? null : { ...polled, found: verdict },
    events,
    next: { dueInMs: nextDueMs(pace, Math.random()), misses },
  }
}

/** Asked only when something changed: hardly ever. */
async function changedHere(
  { audit }: PollDeps,
  before: Snapshot | null,
  { settings }: Findings,
): Promise<ReadonlySet<string>> {
  if (!before || !settings || changedKeys(before.settings, settings).length === 0) return new Set()
  return new Set(await audit.settingsChangedSince(before.serverId, before.polledAt))
}
