/** The embedded Postgres cannot run here. The message is for the operator and says what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

export function notHere(reason: string, cause: unknown): EmbeddedPostgresError {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new EmbeddedPostgresError(
    `The embedded Postgres cannot run on this machine (${process.platform} ${process.arch}): ` +
      `${reason}. Set DATABASE_URL to a Postgres server instead. (${detail})`,
    { cause },
  )
}
