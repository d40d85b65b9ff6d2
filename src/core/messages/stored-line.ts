import type { FleetFacts } from '../alerts/fleet-facts.ts'
import { bytes, count, span } from '../wording.ts'

interface Stored {
  facts: Pick<FleetFacts, 'servers'>
  /** By server, over the span; none of a server of which nothing is known from its beginning. */
  grownBytes: ReadonlyMap<string, number>
  spanMs: number
}

/** How much is stored, and how much more that is than at the beginning of the span. */
export function storedLine({ facts, grownBytes, spanMs }: Stored): string {
  const watched = facts.servers.filter(({ isEnabled }) => isEnabled)
  const stored = watched.reduce((sum, { physicalBytes }) => sum + physicalBytes, 0)
  const line = `Stored: ${bytes(stored)} on ${count(watched.length, 'server')}`
  const grown = watched.flatMap(({ id }) => grownBytes.get(id) ?? [])
  if (grown.length === 0) return `${line}.`
  const change = changeOf(
    grown.reduce((sum, each) => sum + each, 0),
    spanMs,
  )
  const isWhole = grown.length === watched.length
  return isWhole ? `${line}, ${change}.` : `${line}; on ${grown.length} of them ${change}.`
}

function changeOf(grown: number, spanMs: number): string {
  if (grown === 0) return `as much as ${span(spanMs)} ago`
  return `${bytes(Math.abs(grown))} ${grown > 0 ? 'more' : 'less'} than ${span(spanMs)} ago`
}
