import pg from 'pg'
import { findTool, type Tool, type ToolName } from './tools.ts'

/** The Postgres server that the sandbox backs up, and restores into. */
export class PostgresServer {
  private readonly url: string
  private readonly usesMachineTools: boolean

  constructor(url: string, usesMachineTools: boolean) {
    this.url = url
    this.usesMachineTools = usesMachineTools
  }

  async findTool(name: ToolName): Promise<Tool | undefined> {
    return this.usesMachineTools ? findTool(name) : undefined
  }

  /** A connection string for one of its databases. */
  urlOf(database: string): string {
    const url = new URL(this.url)
    url.pathname = `/${encodeURIComponent(database)}`
    return url.href
  }

  /** The same for pg_dump, psql and their like. */
  toolEnvironment(): Readonly<Record<string, string>> {
    const { hostname, port, username, password } = new URL(this.url)
    return {
      PGHOST: hostname,
      PGPORT: port || '5432',
      PGUSER: decodeURIComponent(username) || 'postgres',
      PGPASSWORD: decodeURIComponent(password),
    }
  }

  isReachable(): Promise<boolean> {
    return this.query('SELECT 1').then(
      () => true,
      () => false,
    )
  }

  async major(): Promise<number> {
    const [row] = await this.query(`SELECT current_setting('server_version_num')::int AS text`)
    return Math.floor(Number(row?.text) / 10_000)
  }

  async listDatabases(): Promise<string[]> {
    const rows = await this.query(
      `SELECT datname AS text FROM pg_database
       WHERE datallowconn AND NOT datistemplate AND datname <> 'postgres' ORDER BY datname`,
    )
    return rows.map(({ text }) => text)
  }

  async hasDatabase(name: string): Promise<boolean> {
    const rows = await this.query(
      'SELECT datname AS text FROM pg_database WHERE datname = $1',
      name,
    )
    return rows.length > 0
  }

  /** Returns the error instead of throwing it: the caller prints it as createdb would. */
  createDatabase(name: string): Promise<Error | undefined> {
    return this.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).then(
      () => undefined,
      (error: Error) => error,
    )
  }

  connect(database: string): Promise<pg.Client> {
    return connect(this.urlOf(database))
  }

  private async query(sql: string, ...values: string[]): Promise<{ text: string }[]> {
    const client = await this.connect('postgres')
    try {
      return (await client.query<{ text: string }>(sql, values)).rows
    } finally {
      await client.end()
    }
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 30_000 })
  client.on('error', () => undefined) // A server that goes away shows in the next query.
  await client.connect()
  return client
}
