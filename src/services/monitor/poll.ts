import { Conflict } from '../../core/errors.ts'
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
import type { ServerLook } from '../server-look.ts'
import { type EnterDeps, enterIfDue } from './enter-look.ts'
import { findingsOf } from './findings.ts'
import { isProbeDue, probeFindings } from './probing.ts'

export interface PollDeps extends EnterDeps {
  servers: Pick<ServerStore, 'findNow'>
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
    const server = claim.serverId === null ? null : await deps.servers.findNow(claim.serverId)
    if (!server) return 'lost'
    const before = await deps.snapshots.find(server.id)
    try {
      const observed = await observe(deps, server, before, claim)
      await deps.recorder.record(claim, await conclude(deps, observed))
      return 'recorded'
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof Conflict) return 'lost'
      throw error
    }
  }
}

interface Observed {
  server: BackupServer
  before: Snapshot | null
  look: ServerLook
  found: Findings
  /** How many polls in a row did not reach it, this one included. */
  misses: number
}

async function observe(
  { serverHealth, probes, schedules }: PollDeps,
  server: BackupServer,
  before: Snapshot | null,
  { lateMs, misses }: Claim,
): Promise<Observed> {
  const at = new Date()
  const begunAt = performance.now()
  const look = await serverHealth.look(server)
  const answerMs = look.status.ok ? Math.round(performance.now() - begunAt) : null
  const { verdict } = look.judgement
  const probe = isProbeDue(before, verdict, at) ? await probeFindings(probes, server) : null
  const found = { at, lateMs, answerMs, probe, ...findingsOf(look, schedules) }
  return { server, before, look, found, misses: verdict === 'unreachable' ? misses + 1 : 0 }
}

async function conclude(deps: PollDeps, observed: Observed): Promise<PollRecord> {
  const { server, before, look, found } = observed
  const { snapshot, events } = nextSnapshot(before, found, {
    serverId: server.id,
    pollIntervalMs: server.pollIntervalMs,
    changedHere: await changedHere(deps, server, before, found),
  })
  const { ledger, marks } = await enterIfDue(deps, { server, look, before, after: snapshot })
  return {
    before,
    snapshot: { ...snapshot, ...marks },
    polled: polledOf(found),
    events,
    ledger,
    next: nextTurn(observed, snapshot),
  }
}

function polledOf({ at, answerMs, judgement }: Findings): PollRecord['polled'] {
  const found = judgement.verdict
  return found === 'paused' ? null : { at, answerMs, found }
}

function nextTurn({ server, found, misses }: Observed, after: Snapshot): PollRecord['next'] {
  const pace = {
    pollIntervalMs: server.pollIntervalMs,
    found: found.judgement.verdict,
    misses,
    isInDoubt: after.doubtedPolls > 0,
    hasActiveJobs: after.activeJobs.length > 0,
  }
  return { dueInMs: nextDueMs(pace, Math.random()), misses }
}

/** Asked only when something changed: hardly ever. */
async function changedHere(
  { audit, drivers }: PollDeps,
  server: BackupServer,
  before: Snapshot | null,
  { settings }: Findings,
): Promise<ReadonlySet<string>> {
  if (!before || !settings || changedKeys(before.settings, settings).length === 0) return new Set()
  const { keys, isCallback } = await audit.settingsChangedSince(server.id, before.polledAt)
  const callback = isCallback ? drivers.describe(server).settings?.callback : undefined
  return new Set(callback ? [...keys, callback.key] : keys)
}
