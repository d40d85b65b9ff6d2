import { randomBytes } from 'node:crypto'
import { placeDump } from '../../tests/support/dump-files.ts'

const dayMs = 24 * 60 * 60 * 1000
const days = 30

/** A month of nightly dumps that grew to `sizes`, as a scheduler would have left them. */
export async function placePastDumps(
  backupDir: string,
  sizes: Record<string, number>,
  newestDaysAgo = 0,
): Promise<void> {
  for (const [database, size] of Object.entries(sizes)) {
    for (let day = newestDaysAgo; day < days; day += 1) {
      const at = new Date(lastMidnight() - day * dayMs + 4000)
      const stamp = at.toISOString().slice(0, 10).replaceAll('-', '')
      const names = {
        last: `${database}-${stamp}-000000.sql.gz`,
        daily: `${database}-${stamp}.sql.gz`,
      }
      const bytes = randomBytes(Math.round(size * (1 - day / 100)))
      await placeDump(backupDir, names, { at, bytes })
    }
  }
}

function lastMidnight(): number {
  return new Date().setUTCHours(0, 0, 0, 0)
}
