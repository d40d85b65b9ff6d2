import type { Settings } from '../../core/driver.ts'
import { RemoteError } from '../../core/errors.ts'
import { examineLedger } from '../../core/ledger/examine.ts'
import type { LedgerChanges, LedgerFacts, LedgerSchedule } from '../../core/ledger/ledger.ts'
import { endSilentRuns, isSilent } from '../../core/ledger/silent-runs.ts'
import { serverTime } from '../../core/monitor/clock-skew.ts'
import { isLedgerDue } from '../../core/monitor/ledger-due.ts'
import type { Snapshot } from '../../core/monitor/snapshot.ts'
import type { BackupServer } from '../../core/server.ts'
import type { LedgerStore } from '../../store/monitor/stores.ts'
import type { Drivers } from '../drivers.ts'
import { runGraceMs, type ServerLook } from '../server-look.ts'
import { knownSettings } from './known-settings.ts'
import { lookMark } from './look-mark.ts'
import { type SeenJobsDeps, seenJobs } from './seen-jobs.ts'

export interface EnterDeps extends SeenJobsDeps {
  ledger: LedgerStore
  drivers: Drivers
  /** The last time before this one that a schedule fell due, by the server's own wall clock. */
  lastWallRun(schedule: string, wall: Date, offsetMinutes: number): Date | null
  newId(): string
  /** Told of errors that are our own mistake. */
  report: (error: unknown) => void
}

/** A look at a server, and what is known before and after it. */
export interface Entry {
  server: BackupServer
  look: ServerLook
  before: Snapshot | null
  after: Snapshot
}

interface Entered {
  /** Null: nothing that the ledger goes by has changed. */
  ledger: LedgerChanges | null
  /** To be kept with the snapshot. */
  marks: Partial<Pick<Snapshot, 'ledgerMark' | 'ledgerAt'>>
}

const nothing: Entered = { ledger: null, marks: {} }

/**
 * What follows from a look for the server's ledger. Nothing is written yet. A mistake in here must not
 * cost the poll: what else was seen is kept, and the next poll tries again.
 */
export async function enterIfDue(deps: EnterDeps, entry: Entry): Promise<Entered> {
  const { server, look, before, after } = entry
  if (look.judgement.verdict === 'paused') return enterPause(deps, entry)
  const ledgerMark = lookMark(server, look)
  const ledgerAt = after.polledAt
  if (!isLedgerDue(before, ledgerMark, ledgerAt)) return nothing
  try {
    return { ledger: await enter(deps, entry), marks: { ledgerMark, ledgerAt } }
  } catch (error) {
    if (!(error instanceof RemoteError)) deps.report(error)
    return nothing
  }
}

const pauseMark = 'paused'

/** Once in a pause; the time of the look before it stays, as what fell due since then has yet to be entered. */
async function enterPause(
  { ledger }: EnterDeps,
  { server, before, after }: Entry,
): Promise<Entered> {
  if (!before?.readAt || before.ledgerMark === pauseMark) return nothing
  if (!isSilent(before.readAt, after.polledAt)) return nothing
  const { runs } = await ledger.load(server.id, null)
  return { ledger: endSilentRuns(runs), marks: { ledgerMark: pauseMark } }
}

async function enter(deps: EnterDeps, entry: Entry): Promise<LedgerChanges> {
  const { server, look } = entry
  const memory = await deps.ledger.load(server.id, look.files.ok ? look.dumps : null)
  return examineLedger(memory, await factsOf(deps, entry))
}

async function factsOf(deps: EnterDeps, entry: Entry): Promise<LedgerFacts> {
  const { server, look, before, after } = entry
  const rules = deps.drivers.describe(server).settings
  return {
    dumps: look.files.ok ? look.dumps : null,
    jobs: await seenJobs(deps, server, look),
    status: look.status.ok ? look.status.value : null,
    expectedDatabases: expectedOf(entry, rules),
    schedule: scheduleOf(deps, after),
    isScheduleNew:
      before !== null && before.schedule !== null && before.schedule !== after.schedule,
    scheduleSince: look.scheduleSince,
    utcOffsetMinutes: after.utcOffsetMinutes,
    expiries: expiriesOf(look, rules),
    maxAgeMs: server.maxAgeMs,
    databaseMaxAges: server.databaseMaxAges,
    graceMs: runGraceMs,
    watch: {
      since: after.watchedSince,
      polledAt: before?.ledgerAt ?? null,
      readAt: before?.readAt ?? null,
    },
    now: after.polledAt,
    serverNow: serverTime(after.polledAt, look.skewMs ?? after.clockSkewMs),
    newId: deps.newId,
  }
}

/** Settings that could not be read are as they were: not read is not “whatever the server finds”. */
function expectedOf({ look, before }: Entry, rules: Settings | undefined): string[] | null {
  if (look.settings.ok || !rules || !before?.settings) return look.expectedDatabases
  return rules.plan(knownSettings(before.settings)).databases
}

function scheduleOf(
  { lastWallRun }: EnterDeps,
  { schedule, intervalMs, utcOffsetMinutes }: Snapshot,
): LedgerSchedule | null {
  if (schedule === null) return null
  return { intervalMs, lastBefore: (wall) => lastWallRun(schedule, wall, utcOffsetMinutes ?? 0) }
}

function expiriesOf({ settings, files }: ServerLook, rules: Settings | undefined) {
  return settings.ok && files.ok && rules ? rules.expiries(settings.value, files.value) : null
}
