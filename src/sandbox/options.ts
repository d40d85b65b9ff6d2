import type { Environment } from './jobs/environment.ts'

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: string
  readonly token: string
  readonly backupDir: string
  /** A Postgres server on which databases may be dumped and created. */
  readonly databaseUrl: string
  /** The container's environment: SCHEDULE, POSTGRES_DB, TZ … */
  readonly env?: Environment
  /** False keeps to the tools from npm, as on a machine without pg_dump and psql. */
  readonly usesMachineTools?: boolean
  readonly log?: (line: string) => void
  /** Its scheduler runs too. False, the default, leaves the time of scheduled runs to the test. */
  readonly hasScheduler?: boolean
  readonly now?: () => Date
}

/** What the image sets where the operator does not. */
const imageDefaults = {
  POSTGRES_EXTRA_OPTS: '-Z1',
  POSTGRES_CLUSTER: 'FALSE',
  POSTGRES_DB_AUTODISCOVER: 'FALSE',
  SCHEDULE: '@daily',
  BACKUP_SUFFIX: '.sql.gz',
  BACKUP_LATEST_TYPE: 'symlink',
  BACKUP_KEEP_MINS: '1440',
  BACKUP_KEEP_DAYS: '7',
  BACKUP_KEEP_WEEKS: '4',
  BACKUP_KEEP_MONTHS: '6',
  BACKUP_MIN_DISK_SPACE: '100',
  BACKUP_MAX_AGE_HOURS: '48',
  TELEGRAM_API_URL: 'https://api.telegram.org',
  TELEGRAM_UPLOAD_METHOD: 'smart',
  TELEGRAM_NOTIFY_ON: 'all',
}

/** The environment the container's process would have, the database address included. */
export function baseEnvironment({ databaseUrl, env = {} }: SandboxOptions): Environment {
  const { hostname, port, username, password } = new URL(databaseUrl)
  return {
    ...imageDefaults,
    POSTGRES_DB: 'shop',
    POSTGRES_HOST: hostname,
    POSTGRES_PORT: port || '5432',
    POSTGRES_USER: decodeURIComponent(username) || 'postgres',
    POSTGRES_PASSWORD: decodeURIComponent(password),
    ...env,
  }
}
