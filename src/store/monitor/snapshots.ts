import type { Pool } from 'pg'
import type { Glimpse } from '../../core/monitor/glimpse.ts'
import type { Snapshot } from '../../core/monitor/snapshot.ts'
import { briefly } from '../briefly.ts'
import { storable, storableJson } from '../text.ts'
import type { Transaction } from './transaction.ts'

export type SnapshotStore = ReturnType<typeof snapshotStore>

/** What is known of each server from its last polls. */
export function snapshotStore(pool: Pool) {
  const fleet = briefly(async () => {
    const { rows } = await pool.query<Glimpse>(glimpses)
    return new Map(rows.map((glimpse) => [glimpse.serverId, glimpse]))
  })

  return {
    /** By server. Every page asks for them, so they are remembered for a second. */
    glimpses: (): Promise<ReadonlyMap<string, Glimpse>> => fleet.find('all'),

    async find(serverId: string): Promise<Snapshot | null> {
      const { rows } = await pool.query<Snapshot>(`${read} where server_id = $1`, [serverId])
      return rows[0] ?? null
    },
  }
}

/** Bigger numbers as float8: exact up to 2^53, and a number to JavaScript, which bigint is not. */
const read = `
  select server_id as "serverId", watched_since as "watchedSince", polled_at as "polledAt",
    read_at as "readAt", state, state_since as "stateSince", evidence,
    doubted_state as "doubtedState", doubted_polls as "doubtedPolls", fault, answer_ms as "answerMs",
    schedule, interval_ms::float8 as "intervalMs", next_run_at as "nextRunAt",
    utc_offset_minutes as "utcOffsetMinutes", is_cluster as "isCluster",
    clock_skew_ms::float8 as "clockSkewMs", certificate_ends_at as "certificateEndsAt",
    probed_at as "probedAt", physical_bytes::float8 as "physicalBytes",
    listed_bytes::float8 as "listedBytes", dump_count as "dumpCount", active_jobs as "activeJobs",
    settings, warnings, ledger_mark as "ledgerMark", ledger_at as "ledgerAt"
  from snapshots`

const glimpses = `
  select p.server_id as "serverId", p.state, p.evidence[1:1] as evidence, p.polled_at as "polledAt",
    p.schedule, p.utc_offset_minutes as "utcOffsetMinutes", d.newest as "lastGoodAt"
  from snapshots p
  left join (select server_id, max(last_good_at) as newest from databases group by server_id) d
    on d.server_id = p.server_id`

type Column = [name: string, valueIn: (snapshot: Snapshot) => unknown]

const columns: Column[] = [
  ['server_id', (s) => s.serverId],
  ['watched_since', (s) => s.watchedSince],
  ['polled_at', (s) => s.polledAt],
  ['read_at', (s) => s.readAt],
  ['state', (s) => s.state],
  ['state_since', (s) => s.stateSince],
  ['evidence', (s) => s.evidence.map((fact) => storable(fact))],
  ['doubted_state', (s) => s.doubtedState],
  ['doubted_polls', (s) => s.doubtedPolls],
  ['fault', (s) => s.fault],
  ['answer_ms', (s) => s.answerMs],
  ['schedule', (s) => s.schedule && storable(s.schedule)],
  ['interval_ms', (s) => s.intervalMs],
  ['next_run_at', (s) => s.nextRunAt],
  ['utc_offset_minutes', (s) => s.utcOffsetMinutes],
  ['is_cluster', (s) => s.isCluster],
  ['clock_skew_ms', (s) => s.clockSkewMs],
  ['certificate_ends_at', (s) => s.certificateEndsAt],
  ['probed_at', (s) => s.probedAt],
  ['physical_bytes', (s) => s.physicalBytes],
  ['listed_bytes', (s) => s.listedBytes],
  ['dump_count', (s) => s.dumpCount],
  ['active_jobs', (s) => storableJson(s.activeJobs)],
  ['ledger_mark', (s) => s.ledgerMark],
  ['ledger_at', (s) => s.ledgerAt],
  ['warnings', (s) => s.warnings.map((each) => storable(each))],
]

const names = columns.map(([name]) => name)

const write = `
  insert into snapshots (${names.join(', ')}, settings)
  values (${names.map((_, index) => `$${index + 1}`).join(', ')}, $${names.length + 1}::jsonb)
  on conflict (server_id) do update set
    ${names.map((name) => `${name} = excluded.${name}`).join(', ')},
    settings = coalesce(excluded.settings, snapshots.settings)`

/** `before`: what is stored. Settings are the bulk of a row, so the same ones are not written again. */
export async function writeSnapshot(
  transaction: Transaction,
  snapshot: Snapshot,
  before: Snapshot | null,
): Promise<void> {
  const isSame = snapshot.settings === before?.settings
  const settings = isSame || snapshot.settings === null ? null : storableJson(snapshot.settings)
  const values = columns.map(([, valueIn]) => valueIn(snapshot))
  await transaction.query(write, [...values, settings])
}
