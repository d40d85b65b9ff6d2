import { randomBytes } from 'node:crypto'
import type { JobLog } from './log.ts'

export type JobType = 'backup' | 'restore'

export interface Job {
  readonly id: string
  readonly type: JobType
  state: 'queued' | 'running' | 'succeeded' | 'failed'
  readonly queuedAt: number
  startedAt?: number
  finishedAt?: number
  exitCode: number
  logTail: string[] | null
  error?: string
}

/** What a job ran to: an exit code and output, or the reason why it could not even start. */
export interface JobResult {
  readonly exitCode: number
  readonly log: JobLog
  readonly error?: string
}

export type JobWork = () => Promise<JobResult>

interface Task {
  readonly job: Job
  readonly work: JobWork
  /** Answers the POST that brought the task. */
  readonly accept: (id: string) => void
}

const historyLimit = 100
const queueLimit = 256

/** Jobs live in memory, run one after the other, and are forgotten by age, even while they run. */
export class JobQueue {
  private readonly history: Job[] = []
  private readonly waiting: Task[] = []
  /** POSTs that get no answer until the queue has room. */
  private readonly blocked: Task[] = []
  private isWorking = false
  private drained: Promise<void> = Promise.resolve()
  private readonly nowSeconds: () => number

  constructor(nowSeconds: () => number) {
    this.nowSeconds = nowSeconds
  }

  /** Registers a job at once, but resolves with its id only when the queue has taken it. */
  submit(type: JobType, work: JobWork): Promise<string> {
    const id = randomBytes(8).toString('hex')
    const job: Job = {
      id,
      type,
      state: 'queued',
      queuedAt: this.nowSeconds(),
      exitCode: 0,
      logTail: null,
    }
    this.history.unshift(job)
    this.history.length = Math.min(this.history.length, historyLimit)
    return new Promise((accept) => {
      this.blocked.push({ job, work, accept })
      this.admit()
      if (!this.isWorking) this.drained = this.drain()
    })
  }

  /** Resolves when no job runs or waits. */
  idle(): Promise<void> {
    return this.drained
  }

  /** Newest first. */
  list(): readonly Job[] {
    return this.history
  }

  find(id: string): Job | undefined {
    return this.history.find((job) => job.id === id)
  }

  private admit(): void {
    while (this.waiting.length < queueLimit) {
      const task = this.blocked.shift()
      if (task === undefined) return
      this.waiting.push(task)
      task.accept(task.job.id)
    }
  }

  private async drain(): Promise<void> {
    this.isWorking = true
    for (let task = this.waiting.shift(); task !== undefined; task = this.waiting.shift()) {
      this.admit()
      await this.run(task)
    }
    this.isWorking = false
  }

  private async run({ job, work }: Task): Promise<void> {
    job.state = 'running'
    job.startedAt = this.nowSeconds()
    const { exitCode, log, error } = await work()
    job.state = exitCode === 0 && error === undefined ? 'succeeded' : 'failed'
    job.exitCode = exitCode
    job.finishedAt = this.nowSeconds()
    job.logTail = log.tail()
    if (error !== undefined) job.error = error
  }
}
