import { groupBy } from '../group-by.ts'
import { presentState } from '../monitor/staleness.ts'
import { count } from '../wording.ts'
import type { FleetFacts, ServerFacts } from './fleet-facts.ts'

/** A monitor that was not alive for so long watches nothing. */
const longestSilenceMs = 5 * 60_000

/**
 * Why the watcher outside must not be told that all is well; empty when it is. Green is for verified
 * facts only, so what nobody knows stands in the way like what is wrong.
 */
export function pingObstacles(facts: FleetFacts, exceptTags: string[], now: Date): string[] {
  const { beatAt, databases } = facts
  const isWatching = beatAt !== null && now.getTime() - beatAt.getTime() <= longestSilenceMs
  const counted = facts.servers.filter(
    ({ isEnabled, tags }) => isEnabled && !tags.some((tag) => exceptTags.includes(tag)),
  )
  if (!isWatching) return ['The monitor is not at work.']
  if (counted.length === 0) return ['There is no server that counts.']
  const databasesOf = groupBy(databases, ({ serverId }) => serverId)
  return counted.flatMap((server) => {
    const own = databasesOf.get(server.id) ?? []
    const unsafe = own.filter(({ isExpected, state }) => isExpected && state !== 'safe')
    return obstaclesOf(
      server,
      own.length,
      unsafe.map(({ name }) => name),
      now,
    )
  })
}

function obstaclesOf(
  server: ServerFacts,
  databases: number,
  unsafe: string[],
  now: Date,
): string[] {
  const { name } = server
  const present = presentState(server, server.pollIntervalMs, now)
  return [
    ...(present === 'ok' ? [] : [`${name} is ${present}.`]),
    ...(server.isLastRunMissed ? [`${name} missed its last run.`] : []),
    ...(databases === 0 ? [`${name} has no database that is known to be safe.`] : []),
    ...(unsafe.length === 0
      ? []
      : [
          `${name}: ${count(unsafe.length, 'database')} not safe (${unsafe.slice(0, 5).join(', ')}).`,
        ]),
  ]
}
