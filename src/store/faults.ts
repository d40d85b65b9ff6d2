import { Prisma } from './generated/client.ts'

/** The row breaks a rule that each value is there only once. */
export function isDuplicate(error: unknown): boolean {
  return hasCode(error, 'P2002')
}

/** The row to be changed, or one that it refers to, is not there. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'P2025') || hasCode(error, 'P2003')
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
