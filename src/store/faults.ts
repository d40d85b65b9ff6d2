import { RemoteError } from '../core/errors.ts'
import { Prisma } from './generated/client.ts'

/** The row breaks a rule that each value is there only once. */
export function isDuplicate(error: unknown): boolean {
  return hasCode(error, 'P2002')
}

/** The row to be changed, or one that it refers to, is not there. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'P2025') || hasCode(error, 'P2003')
}

/** The network's, Postgres's and Prisma's words for a server that is not there, or no longer. */
const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
  ...['08001', '08003', '08006', '53300', '57P01', '57P02', '57P03'],
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024'],
])

/** pg has no code for these. */
const awaySentences = /^(Connection terminated|timeout exceeded when trying to connect)/

/** The database cannot be reached at present, which is no mistake of the panel. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof RemoteError) return false
  const hasAwayCode = 'code' in error && awayCodes.has(String(error.code))
  return hasAwayCode || awaySentences.test(error.message) || isDatabaseAway(error.cause)
}

/**
 * Prisma repeats every value of a call that it finds malformed. That is a fault of ours, and among
 * the values are hashes and sealed tokens.
 */
export function withoutValues(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientValidationError)) return error
  return new Error(`Prisma refused a call: ${error.message.trim().split('\n').at(-1)}`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code
}
