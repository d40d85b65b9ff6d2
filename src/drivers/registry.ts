import type { Driver } from '../core/driver.ts'
import { NotFound } from '../core/errors.ts'
import type { Agents } from '../lib/remote/agents.ts'
import type { StreamLimits } from '../lib/remote/stream.ts'
import { backupgram } from './backupgram/driver.ts'
import type { DriverTarget } from './target.ts'

/** The only list of kinds: a new one is a folder beside this file and a line here. */
const makers = new Map<string, Maker>([['backupgram', backupgram]])

type Maker = (agents: Agents, target: DriverTarget, downloadLimits?: StreamLimits) => Driver

export interface DriverRegistry {
  /** Makes the driver; nothing is contacted yet. Throws NotFound for a kind that is not known here. */
  connect(kind: string, target: DriverTarget): Driver
}

/** Each kind has download limits of its own; others can be given, for tests that wait for the end. */
export function driverRegistry(agents: Agents, downloadLimits?: StreamLimits): DriverRegistry {
  return {
    connect(kind, target) {
      const make = makers.get(kind)
      if (make === undefined) throw new NotFound(`There is no kind of backup server called ${kind}`)
      return make(agents, target, downloadLimits)
    },
  }
}
