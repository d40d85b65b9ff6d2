/** Nobody answers at DATABASE_URL, or not to us. Says what the network or Postgres said, and no password. */
export class DatabaseUnusable extends Error {
  override name = 'DatabaseUnusable'

  constructor(cause: unknown) {
    super(`The database of DATABASE_URL cannot be used: ${reasonOf(cause)}`, { cause })
  }
}

/** Several addresses tried at once fail together, and then only the code says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}
