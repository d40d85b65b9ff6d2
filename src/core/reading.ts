import { RemoteError } from './errors.ts'

/** A value read from a backup server, or the reason why there is none. For pages that show either. */
export type Reading<T> = { ok: true; value: T } | { ok: false; error: RemoteError }

/** Turns a rejected remote call into a shown reason; our own bugs still throw. */
export async function read<T>(call: Promise<T>): Promise<Reading<T>> {
  try {
    return { ok: true, value: await call }
  } catch (error) {
    if (error instanceof RemoteError) return { ok: false, error }
    throw error
  }
}
