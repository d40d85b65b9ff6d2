import type { Loss } from '../../../core/dumps/loss.ts'
import type { Viewer } from '../frame/viewer.ts'

/** What a database loses with one dump. */
export function lossOfOne({ database, next }: Loss, viewer: Viewer): string {
  if (!next) return `This is the only dump of ${database}.`
  return `This is the newest dump of ${database}. The next one is from ${when(next, viewer)}.`
}

/** What it loses with several that go together. */
export function lossOfMany({ database, next }: Loss, viewer: Viewer): string {
  if (!next) return `No dump of ${database} is left.`
  return `The newest dump of ${database} goes. The newest one left is from ${when(next, viewer)}.`
}

function when({ finishedAt }: NonNullable<Loss['next']>, { format }: Viewer): string {
  return format.time(finishedAt).text
}
