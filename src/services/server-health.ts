import { RemoteError } from '../core/errors.ts'
import { read } from '../core/reading.ts'
import type { BackupServer } from '../core/server.ts'
import type { Drivers } from './drivers.ts'
import { scheduleMemory } from './schedule-memory.ts'
import type { Schedules } from './schedules.ts'
import { type Answers, concludeLook, type ServerLook } from './server-look.ts'

export type ServerHealth = ReturnType<typeof serverHealthService>

/** What stays of a look when it is over: enough for a sidebar and a header. */
export interface LastLook extends Pick<ServerLook, 'judgement' | 'schedule'> {
  key: string
  at: Date
}

/** Older than this, a state is no longer shown as if it were the present one. */
const keptMs = 5 * 60 * 1000

/** Asks a server all that its state follows from at once, and judges it by what it has to show. */
export function serverHealthService(deps: { drivers: Drivers; schedules: Schedules }) {
  const { drivers } = deps
  const underWay = new Map<string, Promise<ServerLook>>()
  const lastLooks = new Map<string, LastLook>()
  const memory = scheduleMemory()

  function since({ id }: BackupServer, { status }: Answers): Date | null {
    const raw = status.ok ? status.value.schedule : null
    const wasLate = lastLooks.get(id)?.judgement.verdict === 'late'
    return memory.since(id, raw, { now: new Date(), wasLate })
  }

  async function takeLook(server: BackupServer): Promise<ServerLook> {
    const answers = await ask(drivers, server)
    const look = concludeLook(server, { ...answers, scheduleSince: since(server, answers) }, deps)
    const { judgement, schedule } = look
    lastLooks.set(server.id, { key: keyOf(server), at: new Date(), judgement, schedule })
    return look
  }

  return {
    /**
     * People who look at one server in the same moment share one look: a wall of screens costs a
     * small container no more than one of them. It does not end when one of them leaves; every call in
     * it has its own limit.
     */
    look(server: BackupServer): Promise<ServerLook> {
      const key = keyOf(server)
      const shared = underWay.get(key)
      if (shared) return shared
      const look = takeLook(server).finally(() => underWay.delete(key))
      underWay.set(key, look)
      return look
    },

    /** What the last look of this process found, without contacting anything. Null: too long ago. */
    lastLook(server: BackupServer): LastLook | null {
      const last = lastLooks.get(server.id)
      const isRecent = last?.key === keyOf(server) && Date.now() - last.at.getTime() < keptMs
      return last && isRecent ? last : null
    },
  }
}

/** A changed server is another one: what was found at the former address says nothing of it. */
function keyOf(server: BackupServer): string {
  return `${server.id} ${server.updatedAt.getTime()}`
}

async function ask(drivers: Drivers, server: BackupServer): Promise<Answers> {
  const opened = await read(drivers.open(server))
  if (!opened.ok) return { status: opened, files: opened, settings: opened, jobs: opened }
  const { inventory, settings, jobs, ...driver } = opened.value
  const signal = new AbortController().signal
  const parts = await Promise.all([
    read(driver.status(signal)),
    read(inventory?.list(signal).then(({ files }) => files) ?? notOffered('lists no dumps')),
    read(settings?.read(signal) ?? notOffered('has no settings')),
    read(jobs?.list(signal) ?? notOffered('tells of no jobs')),
  ])
  return { status: parts[0], files: parts[1], settings: parts[2], jobs: parts[3] }
}

async function notOffered(what: string): Promise<never> {
  throw new RemoteError('missing', `This kind of server ${what}.`)
}
