import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { keyOf } from './text.ts'

const minute = 60

/** How many failures are borne in a quarter of an hour, and how long the pause after one too many is. */
const limits = {
  /** One account from one address: a few wrong tries, then a pause. */
  pair: { points: 5, duration: 15 * minute, blockDuration: minute },
  /** One address whatever the account. High, because everybody in an office may share it. */
  address: { points: 100, duration: 15 * minute, blockDuration: 5 * minute },
}

/**
 * Counts sign-ins in Postgres, so that several instances share the count. Never counts by account
 * alone: then anybody could lock anybody out. A try is counted before its password is looked at, so
 * that many at once get no more looks than many in turn; one that succeeds is given back.
 */
export function signInThrottle(pool: Pool) {
  const pair = limiter(pool, 'pair')
  const address = limiter(pool, 'address')
  return {
    /** Seconds to wait before the next try, or 0. */
    async take(username: string, from: string): Promise<number> {
      const waits = [wait(pair, pairKey(username, from)), wait(address, from)]
      return Math.max(...(await Promise.all(waits)))
    },

    async giveBack(username: string, from: string): Promise<void> {
      await Promise.all([pair.delete(pairKey(username, from)), address.reward(from)])
    },
  }
}

function limiter(pool: Pool, name: keyof typeof limits): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true, // by our migrations
    keyPrefix: name,
    ...limits[name],
  })
}

/** Counts one try. The library throws its result when it is one too many, and begins the pause. */
async function wait(limiter: RateLimiterPostgres, key: string): Promise<number> {
  try {
    await limiter.consume(key)
    return 0
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return Math.ceil(refused.msBeforeNext / 1000)
  }
}

/** By the account rather than by how it was typed; hashed, as people type passwords into this field. */
function pairKey(username: string, from: string): string {
  return createHash('sha256')
    .update(`${keyOf(username)}\n${from}`)
    .digest('base64url')
}
