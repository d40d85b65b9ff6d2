import { certificateEvent } from './certificate.ts'
import { clockEvent } from './clock-skew.ts'
import type { NewEvent } from './event.ts'
import type { Findings } from './findings.ts'
import { changedKeys, driftEvent, newerSettings } from './settings-drift.ts'
import type { KeptReadings, Snapshot } from './snapshot.ts'
import { nextStanding } from './state-change.ts'
import { gapEvent, isGap } from './watch-gap.ts'

interface Circumstances {
  serverId: string
  pollIntervalMs: number
  /** Settings that this panel has changed since the last poll. */
  changedHere: ReadonlySet<string>
}

/** What is known after a poll, and what changed by it. */
export function nextSnapshot(
  before: Snapshot | null,
  found: Findings,
  circumstances: Circumstances,
): { snapshot: Snapshot; events: NewEvent[] } {
  const { serverId, pollIntervalMs } = circumstances
  const { at, fault, answerMs } = found
  const readings = nextReadings(before, found)
  const { standing, event } = nextStanding(before, withObstacle(before, found), at)
  const hasGap = before !== null && wasUnwatched(before, found, pollIntervalMs)
  const watchedSince = !before || hasGap || before.state === 'paused' ? at : before.watchedSince
  const events = [
    hasGap && before.state !== 'paused' ? gapEvent(before.polledAt, at) : null,
    event,
    ...readingEvents(before, readings, found, circumstances.changedHere),
  ]
  return {
    snapshot: { ...readings, ...standing, serverId, watchedSince, polledAt: at, fault, answerMs },
    events: events.filter((each) => each !== null),
  }
}

function wasUnwatched(before: Snapshot, found: Findings, pollIntervalMs: number): boolean {
  return before.polledAt < found.at && isGap(found.lateMs, pollIntervalMs)
}

/** Where the way to the server ends says more than that there was no answer. It is not looked into at each poll. */
function withObstacle(
  before: Snapshot | null,
  { judgement, fault, probe }: Findings,
): Findings['judgement'] {
  if (judgement.verdict !== 'unreachable') return judgement
  if (probe?.obstacle) {
    return { ...judgement, evidence: [...judgement.evidence, probe.obstacle] }
  }
  const isAsBefore = before?.state === 'unreachable' && before.fault === fault
  return isAsBefore ? { ...judgement, evidence: before.evidence } : judgement
}

const nothing: KeptReadings = {
  readAt: null,
  schedule: null,
  intervalMs: null,
  nextRunAt: null,
  utcOffsetMinutes: null,
  isCluster: false,
  clockSkewMs: null,
  certificateEndsAt: null,
  probedAt: null,
  physicalBytes: 0,
  listedBytes: 0,
  dumpCount: 0,
  activeJobs: [],
  settings: null,
  warnings: [],
  ledgerMark: null,
  ledgerAt: null,
}

/** A failed read is unknown, never empty or zero: then the last good value stays. */
function nextReadings(before: Snapshot | null, found: Findings): KeptReadings {
  const kept: KeptReadings = before ?? nothing
  const { schedule, inventory, probe } = found
  return {
    ...kept,
    ...schedule,
    // Names of files do not always tell it; what they once told stays.
    utcOffsetMinutes: schedule?.utcOffsetMinutes ?? kept.utcOffsetMinutes,
    ...(inventory && { ...inventory, readAt: found.at }),
    activeJobs: found.activeJobs ?? kept.activeJobs,
    settings: newerSettings(kept.settings, found.settings),
    warnings: found.warnings ?? kept.warnings,
    ...(probe && {
      probedAt: found.at,
      clockSkewMs: probe.clockSkewMs ?? kept.clockSkewMs,
      certificateEndsAt:
        probe.certificateEndsAt === undefined ? kept.certificateEndsAt : probe.certificateEndsAt,
    }),
  }
}

function readingEvents(
  before: Snapshot | null,
  now: KeptReadings,
  { at, settings }: Findings,
  changedHere: ReadonlySet<string>,
): (NewEvent | null)[] {
  const former = before?.settings ?? null
  const changed = settings ? changedKeys(former, settings) : []
  const drifted = changed.filter((key) => !changedHere.has(key))
  const certificate = before && { endsAt: before.certificateEndsAt, at: before.polledAt }
  return [
    settings && driftEvent(drifted, former, settings, at),
    clockEvent(before?.clockSkewMs ?? null, now.clockSkewMs, at),
    certificateEvent(certificate, { endsAt: now.certificateEndsAt, at }),
  ]
}
