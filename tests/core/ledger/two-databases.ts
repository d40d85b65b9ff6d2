import { aWorld, look, minute, run, type World, watch } from './world.ts'

export const at = (text: string) => new Date(`2026-11-${text}:00Z`)

/** The night that these tests are about: when its run should begin, go on, and be over. */
export const start = at('20T03:00')
export const second = new Date(start.getTime() + 100_000)
export const over = new Date(start.getTime() + 200_000)

/** A server of two databases that has run for five nights, and is watched from noon on. */
export function watchedWorld(changes: Partial<World> = {}): World {
  const world = aWorld({ named: ['blog', 'shop'], ...changes })
  for (const date of [15, 16, 17, 18, 19]) run(world, at(`${date}T03:00`), ['blog', 'shop'])
  look(world, at('19T12:00'))
  return world
}

/** What became of the night, when it is over, and what of it was told. */
export function night(world: World) {
  const { events } = watch(world, at('20T03:05'), at('20T06:00'), 5 * minute)
  const found = world.memory.runs.find(
    ({ expectedWall }) => expectedWall?.getTime() === start.getTime(),
  )
  const told = events.map(({ severity, subject, title }) => `${severity} ${subject}: ${title}`)
  return { run: found, told }
}
