import type { LedgerChanges } from '../../../src/core/ledger/ledger.ts'
import type { LedgerRun } from '../../../src/core/ledger/run.ts'
import { aWorld, look, run, type World } from './world.ts'

/** `2026-11-19T12:00` */
export const at = (text: string) => new Date(`${text}:00Z`)

/** A server that has run for five nights up to the 19th, and is watched from noon on. */
export function watchedWorld(changes: Partial<World> = {}): World {
  const world = aWorld(changes)
  for (const date of [15, 16, 17, 18, 19]) run(world, at(`2026-11-${date}T03:00`))
  look(world, at('2026-11-19T12:00'))
  return world
}

export function runOf(world: World, wall: string): LedgerRun | undefined {
  const time = at(wall).getTime()
  return world.memory.runs.find(({ expectedWall }) => expectedWall?.getTime() === time)
}

export const told = ({ events }: Pick<LedgerChanges, 'events'>) =>
  events.map(({ severity, title }) => `${severity}: ${title}`)

export const problems = ({ events }: Pick<LedgerChanges, 'events'>) =>
  events
    .filter(({ severity }) => severity === 'critical' || severity === 'warning')
    .map(({ title }) => title)
