import type { BackupFile } from './backup.ts'

const minuteMs = 60_000

/** The clocks of file system and process may differ by a moment. */
const lagMs = minuteMs

/** As many as tell a rule from a chance, as few as to follow a change to summer time. */
const sampleSize = 30

/** Offsets that clocks somewhere in the world are set to, in minutes, ascending. */
const offsetsInUse = [
  ...Array.from({ length: 27 }, (_, index) => (index - 12) * 60),
  ...[-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825],
].sort((a, b) => a - b)

/**
 * The server's UTC offset in minutes. A name in `last` carries the start by the server's wall clock,
 * and the file's time is the end: their difference is the offset less the time the dump took. So each
 * file points to the next offset in use above it, which is right for dumps of less than an hour (less
 * than half of one near the odd zones). The newest files vote; the shorter the dump would have been,
 * the more a vote weighs, since a file that was copied there by hand points anywhere, but hardly ever
 * to the minute. Of two equals the higher one wins, since long dumps err downwards. Null: too few agree.
 */
export function inferUtcOffset(files: BackupFile[]): number | null {
  const votes = files
    .filter((file) => file.slot === 'last' && !file.isLatestLink)
    .sort((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime())
    .flatMap((file) => (file.stampedAt ? [voteOf(file.stampedAt, file.modifiedAt)] : []))
    .slice(0, sampleSize)
  const weights = new Map<number, number>()
  for (const vote of votes) {
    if (vote) weights.set(vote.offset, (weights.get(vote.offset) ?? 0) + vote.weight)
  }
  const [winner] = [...weights].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  const total = votes.reduce((sum, vote) => sum + (vote?.weight ?? 1), 0)
  return winner && winner[1] * 2 >= total ? winner[0] : null
}

/** Undefined when the file's time contradicts every offset: it was set by hand. */
function voteOf(stampedAt: Date, finishedAt: Date) {
  const least = stampedAt.getTime() - finishedAt.getTime() - lagMs
  if (least < -12 * 60 * minuteMs - 60 * minuteMs) return undefined
  const offset = offsetsInUse.find((each) => each * minuteMs >= least)
  if (offset === undefined) return undefined
  const tookMinutes = Math.floor((offset * minuteMs - least) / minuteMs)
  return { offset, weight: 1 / (1 + tookMinutes) }
}
