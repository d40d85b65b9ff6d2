import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/lib/embedded-postgres/start.ts'
import { speedRow, times } from '../pages.ts'
import { startPanel } from '../panel.ts'
import { filledId, fillTables } from './fill-tables.ts'

const goalMs = 150
const size = { servers: 1000, databases: 2, days: 365 }
const server = `/servers/${filledId(500)}`
const ofServer = ['runs', 'events', 'history'].map((page) => `${server}/${page}`)
const paths = ['/', '/?board=1', '/calendar', ...ofServer, '/servers']

/** What is drawn from the panel's own tables, with a thousand servers and a year in them. */
export async function fleetPages(): Promise<Record<string, Record<string, string>>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-fleet-'))
  const postgres = await startEmbeddedPostgres({ dataDir })
  try {
    const url = await postgres.ensureDatabase('fleet')
    const panel = await startPanel({ DATABASE_URL: url, APP_SECRET: 'bench'.repeat(8) })
    try {
      await fill(url)
      const rows: Record<string, Record<string, string>> = {}
      for (const path of paths) rows[path] = speedRow(await times(panel, path), goalMs)
      return rows
    } finally {
      await panel.stop()
    }
  } finally {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Without looking up each row's server again: that would take most of the time. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await fillTables(client, { ...size, now: new Date() })
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
