import type { DatabaseState } from '../../core/ledger/database.ts'
import type { ServerState } from '../../core/verdicts/verdict.ts'
import type { FleetFigures } from '../../services/fleet/metrics.ts'

type Server = FleetFigures['servers'][number]
type TrackedDatabase = FleetFigures['databases'][number]

interface Sample {
  labels: Record<string, string>
  /** Null: not known, so there is no such line. */
  value: number | null
}

/** One figure of the fleet as Prometheus sees it, in seconds and bytes. */
interface Measure {
  name: string
  help: string
  labels: string[]
  read: (fleet: FleetFigures) => Sample[]
}

const serverStates = [
  'ok',
  'late',
  'failing',
  'unreachable',
  'refused',
  'unknown',
  'paused',
] satisfies ServerState[]

const databaseStates = ['safe', 'late', 'failing', 'unknown', 'gone'] satisfies DatabaseState[]

export const serverMeasures: Measure[] = [
  {
    name: 'server_state',
    help: 'The state of a server: 1 for the one that it is in.',
    labels: ['server', 'state'],
    read: ({ servers }) =>
      servers.flatMap(({ name, state }) =>
        serverStates.map((each) => of({ server: name, state: each }, each === state ? 1 : 0)),
      ),
  },
  ofServer('server_last_poll_timestamp_seconds', 'When a server was last asked.', (server) =>
    seconds(server.polledAt),
  ),
  ofServer('server_last_read_timestamp_seconds', 'When its dumps were last read.', (server) =>
    seconds(server.readAt),
  ),
  ofServer('server_answer_seconds', 'How long its last answer took.', ({ answerMs }) =>
    answerMs === null ? null : answerMs / 1000,
  ),
  ofServer(
    'server_next_run_timestamp_seconds',
    'When its schedule next asks for a run.',
    (server) => seconds(server.nextRunAt),
  ),
  ofServer('server_certificate_end_timestamp_seconds', 'When its certificate ends.', (server) =>
    seconds(server.certificateEndsAt),
  ),
  ofServer(
    'server_clock_skew_seconds',
    'How far its clock is ahead of the panel’s.',
    ({ clockSkewMs }) => (clockSkewMs === null ? null : clockSkewMs / 1000),
  ),
  ofServer(
    'server_dumps',
    'How many dumps it holds, each counted once.',
    (server) => server.readAt && server.dumps,
  ),
  ofServer(
    'server_physical_bytes',
    'What its dumps take on disk.',
    (server) => server.readAt && server.physicalBytes,
  ),
  ofServer(
    'server_listed_bytes',
    'What its list of files adds up to.',
    (server) => server.readAt && server.listedBytes,
  ),
  {
    name: 'server_runs_last_day',
    help: 'Runs of the last 24 hours, by how they stood to the schedule and how they ended.',
    labels: ['server', 'punctuality', 'verdict'],
    read: ({ runs }) =>
      runs.map(({ server, punctuality, verdict, runs: count }) =>
        of({ server, punctuality, verdict: verdict ?? 'none' }, count),
      ),
  },
]

export const databaseMeasures: Measure[] = [
  {
    name: 'database_state',
    help: 'How safe a database is: 1 for the state that it is in.',
    labels: ['server', 'database', 'state'],
    read: ({ databases }) =>
      databases.flatMap(({ server, name, state }) =>
        databaseStates.map((each) =>
          of({ server, database: name, state: each }, each === state ? 1 : 0),
        ),
      ),
  },
  ofDatabase(
    'database_last_good_dump_timestamp_seconds',
    'When the last good dump of a database was finished.',
    ({ lastGoodAt }) => seconds(lastGoodAt),
  ),
  ofDatabase('database_last_dump_bytes', 'The size of its newest dump.', (one) => one.lastBytes),
]

export const monitorMeasures: Measure[] = [
  {
    name: 'monitor_heartbeat_timestamp_seconds',
    help: 'When the monitor of any instance was last alive.',
    labels: [],
    read: ({ monitorBeatAt }) => [of({}, seconds(monitorBeatAt))],
  },
]

function ofServer(name: string, help: string, value: (server: Server) => number | null): Measure {
  const read = ({ servers }: FleetFigures) =>
    servers.map((server) => of({ server: server.name }, value(server)))
  return { name, help, labels: ['server'], read }
}

function ofDatabase(
  name: string,
  help: string,
  value: (database: TrackedDatabase) => number | null,
): Measure {
  const read = ({ databases }: FleetFigures) =>
    databases.map((each) => of({ server: each.server, database: each.name }, value(each)))
  return { name, help, labels: ['server', 'database'], read }
}

const of = (labels: Record<string, string>, value: number | null): Sample => ({ labels, value })

const seconds = (at: Date | null) => (at === null ? null : at.getTime() / 1000)
