/** Several beats were left out. */
const silentAfterMs = 2 * 60_000

/** `never`: nothing was ever measured. `silent`: what is shown was found before the watching stopped. */
export type Watch = 'on' | 'silent' | 'never'

/** Whether anybody watches the fleet at all. */
export function watchOf(known: { beatAt: Date | null; polledAt: Date | null }, now: Date): Watch {
  const { beatAt, polledAt } = known
  const isAlive = beatAt !== null && now.getTime() - beatAt.getTime() <= silentAfterMs
  if (isAlive) return 'on'
  return polledAt === null ? 'never' : 'silent'
}
