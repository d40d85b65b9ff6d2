import { Prisma } from './generated/client.ts'

/** The row breaks a rule that each value is there only once. */
export function isDuplicate(error: unknown): boolean {
  return hasCode(error, 'P2002')
}

/** The row to be changed, or one that it refers to, is not there. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'P2025') || hasCode(error, 'P2003')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code
}
