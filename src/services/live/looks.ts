import { NotFound, RemoteError } from '../../core/errors.ts'
import { isFinished } from '../../core/job.ts'
import type { BackupServer } from '../../core/server.ts'
import { type Drivers, facet } from '../drivers.ts'
import type { Jobs, JudgedJob } from '../jobs.ts'
import type { ServerHealth } from '../server-health.ts'
import type { Servers } from '../servers.ts'
import type { Topic } from './topic.ts'
import type { Look } from './watch.ts'

export interface LookDeps {
  servers: Pick<Servers, 'get'>
  serverHealth: Pick<ServerHealth, 'look'>
  jobs: Pick<Jobs, 'get'>
  drivers: Pick<Drivers, 'open'>
  /** Told of errors that are our own mistake; the topic is looked at again later. */
  report: (error: unknown) => void
}

/** One look at a topic. It never contacts a paused server: nothing below this opens one. */
export async function lookAt(topic: Topic, deps: LookDeps, signal: AbortSignal): Promise<Look> {
  try {
    const server = await deps.servers.get(topic.serverId)
    return await lookFor(topic, server, deps, signal)
  } catch (error) {
    if (error instanceof NotFound)
      return { news: { kind: 'gone', topic }, mood: 'calm', isOver: true }
    if (!(error instanceof RemoteError) && !signal.aborted) deps.report(error)
    const isPaused = error instanceof RemoteError && error.fault === 'paused'
    return { news: null, mood: isPaused ? 'calm' : 'out-of-reach', isOver: false }
  }
}

function lookFor(
  topic: Topic,
  server: BackupServer,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<Look> {
  switch (topic.kind) {
    case 'state':
      return lookAtState(topic, server, deps)
    case 'jobs':
      return lookAtJobs(topic, server, deps, signal)
    case 'job':
      return lookAtJob(topic, server, deps, signal)
  }
}

/** Has no signal: people who open the server's page meanwhile share the look. */
async function lookAtState(topic: Topic, server: BackupServer, deps: LookDeps): Promise<Look> {
  const look = await deps.serverHealth.look(server)
  return {
    news: { kind: 'state', topic, server, look },
    mood: look.judgement.verdict === 'unreachable' ? 'out-of-reach' : 'calm',
    isOver: false,
  }
}

async function lookAtJobs(
  topic: Topic,
  server: BackupServer,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<Look> {
  const driver = await deps.drivers.open(server)
  const jobs = await facet(driver.jobs).list(signal)
  return {
    news: { kind: 'jobs', topic, server, jobs },
    mood: jobs.every(isFinished) ? 'calm' : 'busy',
    isOver: false,
  }
}

/** Judging keeps the verdict, so a followed job gets one even if nobody opens its page at its end. */
async function lookAtJob(
  topic: Extract<Topic, { kind: 'job' }>,
  server: BackupServer,
  deps: LookDeps,
  signal: AbortSignal,
): Promise<Look> {
  const judged = await deps.jobs.get(server, topic.jobId, signal)
  return {
    news: { kind: 'job', topic, server, judged },
    mood: 'busy',
    isOver: hasEnded(judged),
  }
}

export function hasEnded({ judgement: { verdict } }: JudgedJob): boolean {
  return verdict !== 'running' && verdict !== 'queued'
}
