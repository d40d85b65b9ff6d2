import { mkdir } from 'node:fs/promises'
import { Overrides } from './config/overrides.ts'
import type { Container } from './container.ts'
import { Faults } from './faults.ts'
import { close, createHttpServer, listen } from './http-server.ts'
import { runBackup } from './jobs/backup.ts'
import { JobQueue } from './jobs/queue.ts'
import { runScript } from './jobs/script.ts'
import { baseEnvironment, type SandboxOptions } from './options.ts'
import { PostgresServer } from './postgres/server.ts'
import { type Scheduler, startScheduler } from './scheduler.ts'
import { Traffic } from './traffic.ts'

export type { SandboxOptions } from './options.ts'

/** A stand-in for a backupgram container, for demo, development and tests. */
export interface Sandbox {
  readonly url: string
  readonly token: string
  readonly backupDir: string
  readonly faults: Faults
  readonly traffic: Traffic
  /** The text of the container's status file; tests may write their own. */
  statusFile: string | undefined
  /** As if the container were recreated: jobs and the last result are forgotten, settings and dumps stay. */
  restart(): void
  /** A run of the scheduler's: it takes the lock, writes dumps and the status, and is in no list of jobs. */
  runScheduled(): Promise<void>
  /** Resolves when no job runs or waits. */
  idle(): Promise<void>
  close(): Promise<void>
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  await mkdir(options.backupDir, { recursive: true })
  const container = containerOf(options)
  const traffic = new Traffic()
  const app = { container, token: options.token, jobs: newQueue(container) }
  const server = createHttpServer(app, traffic)
  const runScheduled = async () => {
    const { log, exitCode } = await runScript((log) => runBackup(container, log))
    options.log?.(`scheduled run: exit ${exitCode}; ${log.tail()?.at(-2) ?? ''}`)
  }
  const scheduler: Scheduler | null = options.hasScheduler
    ? startScheduler(container, runScheduled)
    : null
  const url = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0)
  return {
    url,
    token: options.token,
    backupDir: options.backupDir,
    faults: container.faults,
    traffic,
    get statusFile() {
      return container.statusFile
    },
    set statusFile(text) {
      container.statusFile = text
    },
    restart() {
      app.jobs = newQueue(container)
      container.statusFile = undefined
    },
    runScheduled,
    idle: () => app.jobs.idle(),
    async close() {
      scheduler?.stop()
      await close(server)
    },
  }
}

function containerOf(options: SandboxOptions): Container {
  return {
    backupDir: options.backupDir,
    baseEnv: baseEnvironment(options),
    overrides: new Overrides(options.backupDir),
    server: new PostgresServer(options.databaseUrl, options.usesMachineTools ?? true),
    faults: new Faults(),
    now: options.now ?? (() => new Date()),
    statusFile: undefined,
    isBackupRunning: false,
  }
}

function newQueue({ now }: Container): JobQueue {
  return new JobQueue(() => Math.floor(now().getTime() / 1000))
}
