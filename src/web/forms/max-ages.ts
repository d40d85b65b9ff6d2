import { z } from 'zod'
import type { DatabaseMaxAge } from '../../core/max-age.ts'

const hourMs = 60 * 60 * 1000
const mostHours = 10_000
const mostDatabases = 200

const hours = z
  .number('Enter the age in hours.')
  .int('Enter whole hours.')
  .min(1, 'The age must be at least 1 hour.')
  .max(mostHours, `The age may be at most ${mostHours} hours.`)

/** Hours; empty for none. */
export const maxAgeHours = z
  .string()
  .transform((text) => (text.trim() === '' ? null : Number(text)))
  .pipe(hours.nullable())

/** A line for each database: its name, which may hold spaces, and its hours. */
export const databaseMaxAges = z.string().transform((text, context): DatabaseMaxAge[] => {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }
  if (lines.length > mostDatabases) return refuse(`At most ${mostDatabases} databases.`)
  const ages: DatabaseMaxAge[] = []
  for (const line of lines) {
    const age = readLine(line)
    if (typeof age === 'string') return refuse(`${line.trim().slice(0, 80)}: ${age}`)
    if (ages.some(({ database }) => database === age.database)) {
      return refuse(`${age.database} stands there twice.`)
    }
    ages.push(age)
  }
  return ages
})

/** What the line means, or what is wrong with it. */
function readLine(line: string): DatabaseMaxAge | string {
  const [, database, number] = line.trim().match(/^(.*\S)\s+(\S+)$/u) ?? []
  if (database === undefined) return 'enter a name, a space, and the hours.'
  const age = hours.safeParse(Number(number))
  if (age.success) return { database, maxAgeMs: age.data * hourMs }
  return age.error.issues[0]?.message ?? 'Enter the age in hours.'
}
