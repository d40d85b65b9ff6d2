import type { TrackedDatabase } from '../../core/ledger/database.ts'
import type { KeptDump } from '../../core/ledger/kept-dump.ts'
import type { LedgerRun } from '../../core/ledger/run.ts'
import type { Target } from './rows.ts'

export const runTable: Target = {
  table: 'runs',
  key: 'id',
  columns: columnsOf<LedgerRun>({
    id: 'text',
    origin: 'text',
    punctuality: 'text',
    expectedWall: 'timestamptz',
    expectedAt: 'timestamptz',
    startedAt: 'timestamptz',
    endedAt: 'timestamptz',
    at: 'timestamptz',
    jobId: 'text',
    startedBy: 'text',
    verdict: 'text',
    evidence: 'text[]',
    databases: 'jsonb',
    sizeBytes: 'bigint',
  }),
}

export const dumpTable: Target = {
  table: 'dumps',
  key: 'identity',
  references: { runId: 'runs' },
  columns: columnsOf<KeptDump>({
    identity: 'text',
    database: 'text',
    name: 'text',
    sizeBytes: 'bigint',
    startedAt: 'timestamptz',
    finishedAt: 'timestamptz',
    slots: 'text[]',
    appearedAt: 'timestamptz',
    vanishedAt: 'timestamptz',
    runId: 'text',
  }),
}

export const databaseTable: Target = {
  table: 'databases',
  key: 'name',
  columns: columnsOf<TrackedDatabase>({
    name: 'text',
    state: 'text',
    evidence: 'text[]',
    stateSince: 'timestamptz',
    isExpected: 'boolean',
    firstSeenAt: 'timestamptz',
    lastGoodAt: 'timestamptz',
    lastBytes: 'bigint',
    medianBytes: 'bigint',
  }),
}

/** Columns are called as our fields are, in the database's spelling. */
function columnsOf<T>(types: Record<keyof T & string, string>): Target['columns'] {
  return Object.entries<string>(types).map(([field, type]) => ({
    field,
    type,
    column: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }))
}
