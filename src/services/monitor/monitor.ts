import { LeaseLost } from '../../core/monitor/lease-lost.ts'
import type { InstanceStore } from '../../store/monitor/instances.ts'
import type { PruneStore } from '../../store/monitor/prune.ts'
import type { Claim, TaskStore } from '../../store/monitor/tasks.ts'
import { type PollDeps, poller } from './poll.ts'

export type Monitoring = ReturnType<typeof monitorService>
export type { Claim }

interface Deps extends PollDeps {
  tasks: TaskStore
  instances: InstanceStore
  pruning: PruneStore
  historyDays: number
  /** Names this process among those that share the work. */
  instanceId: string
}

const pruneTask = 'prune'
const pruneEveryMs = 6 * 60 * 60_000

/** How long a server is left alone when our own mistake kept a poll from ending. */
const afterMistakeMs = 60_000

/** What one instance does of the work that all instances on a database share. */
export function monitorService(deps: Deps) {
  const { tasks, instances, pruning, historyDays, instanceId } = deps
  return {
    /** The servers whose poll is due, for this instance alone. `except`: names still at work here. */
    claim: (limit: number, except: string[]): Promise<Claim[]> =>
      tasks.claim(instanceId, { kind: 'poll', limit, except }),

    untilDue: () => tasks.nextDueMs('poll'),

    poll: poller(deps),

    /** After a mistake of ours: another try comes, but not at once. */
    async giveBack(claim: Claim): Promise<void> {
      const next = { dueInMs: afterMistakeMs, misses: claim.misses }
      await tasks.finish(claim, next).catch(unlessLost)
    },

    /** Says that this instance is alive, and keeps the leases on what it is at work on. */
    beat: (names: string[]): Promise<void> => instances.beat(instanceId, [...names, pruneTask]),

    /** This instance stops: what it has not ended is free for the others at once. */
    leave: (): Promise<void> => instances.leave(instanceId),

    /** Makes sure that each server is polled, also one that was added a moment ago elsewhere. */
    async keepTasks(): Promise<void> {
      await tasks.ensurePolls()
      await tasks.ensure(pruneTask, 'prune')
    },

    /** Deletes what is older than it is to be kept, on one of the instances, a few times a day. */
    async prune(): Promise<void> {
      const [claim] = await tasks.claim(instanceId, { kind: 'prune', limit: 1, except: [] })
      if (!claim) return
      await instances.forgetDead()
      await pruning.prune(historyDays)
      await tasks.finish(claim, { dueInMs: pruneEveryMs, misses: 0 }).catch(unlessLost)
    },
  }
}

function unlessLost(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error
}
