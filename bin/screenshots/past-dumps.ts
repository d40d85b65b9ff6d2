import { randomBytes } from 'node:crypto'
import { placeDump } from '../../tests/support/dump-files.ts'

const dayMs = 24 * 60 * 60 * 1000
const days = 7

/** A week of nightly dumps that grow a little, as a scheduler would have left them. */
export async function placePastDumps(
  backupDir: string,
  databases: string[],
  newestDaysAgo: number,
): Promise<void> {
  for (const [index, database] of databases.entries()) {
    for (let day = newestDaysAgo; day < newestDaysAgo + days; day += 1) {
      const at = new Date(midnight().getTime() - (day - 1) * dayMs + 4000)
      const stamp = at.toISOString().slice(0, 10).replaceAll('-', '')
      const bytes = randomBytes(48_000 / (index * 8 + 1) - (day * 900) / (index * 8 + 1))
      await placeDump(
        backupDir,
        { last: `${database}-${stamp}-000000.sql.gz`, daily: `${database}-${stamp}.sql.gz` },
        { at, bytes },
      )
    }
  }
}

function midnight(): Date {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))
}
