import type { DatabaseState } from '../../core/ledger/database.ts'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import type { Database } from '../db.ts'

export type FigureStore = ReturnType<typeof figureStore>

/** What is counted and measured of a server. Times are null where nothing is known. */
export interface ServerFigures {
  name: string
  isEnabled: boolean
  pollIntervalMs: number
  /** Null: never polled. */
  state: ServerState | null
  polledAt: Date | null
  readAt: Date | null
  answerMs: number | null
  nextRunAt: Date | null
  certificateEndsAt: Date | null
  clockSkewMs: number | null
  dumps: number
  physicalBytes: number
  listedBytes: number
}

export interface DatabaseFigures {
  server: string
  name: string
  state: DatabaseState
  lastGoodAt: Date | null
  lastBytes: number | null
}

/** How many runs of a server ended in one way during the last day. */
export interface RunFigures {
  server: string
  punctuality: string
  /** Null: none, as of a missed run. */
  verdict: string | null
  runs: number
}

/** All servers at once, each list by one query of local tables: nothing is asked of any server. */
export function figureStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async servers(): Promise<ServerFigures[]> {
      return (await pool.query<ServerFigures>(serverFigures)).rows
    },

    async databases(): Promise<DatabaseFigures[]> {
      return (await pool.query<DatabaseFigures>(databaseFigures)).rows
    },

    async runsSince(since: Date): Promise<RunFigures[]> {
      return (await pool.query<RunFigures>(runFigures, [since])).rows
    },

    /** When any instance's monitor was last alive. Null: none ever was. */
    async beatAt(): Promise<Date | null> {
      const { rows } = await pool.query<{ beatAt: Date | null }>(lastBeat)
      return rows[0]?.beatAt ?? null
    },
  }
}

// Bytes and milliseconds as float8: exact up to 2^53, and a number to JavaScript, which bigint is not.
const serverFigures = `
  select s.name, s.is_enabled as "isEnabled", s.poll_interval_ms as "pollIntervalMs",
    p.state, p.polled_at as "polledAt", p.read_at as "readAt", p.answer_ms as "answerMs",
    p.next_run_at as "nextRunAt", p.certificate_ends_at as "certificateEndsAt",
    p.clock_skew_ms::float8 as "clockSkewMs", coalesce(p.dump_count, 0) as dumps,
    coalesce(p.physical_bytes, 0)::float8 as "physicalBytes", coalesce(p.listed_bytes, 0)::float8 as "listedBytes"
  from servers s left join snapshots p on p.server_id = s.id
  order by s.name_key`

const databaseFigures = `
  select s.name as server, d.name, d.state, d.last_good_at as "lastGoodAt", d.last_bytes::float8 as "lastBytes"
  from databases d join servers s on s.id = d.server_id
  order by s.name_key, d.name`

const runFigures = `
  select s.name as server, r.punctuality, r.verdict, count(*)::int as runs
  from runs r join servers s on s.id = r.server_id
  where r.at >= $1 and r.punctuality <> 'due'
  group by s.name_key, s.name, r.punctuality, r.verdict
  order by s.name_key, r.punctuality, r.verdict`

const lastBeat = 'select max(beat_at) as "beatAt" from instances'
