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
 * Counts failed sign-ins in Postgres, so that several instances share the count. Never counts by
 * account alone: then anybody could lock anybody out.
 */
export function signInThrottle(pool: Pool) {
  const pair = limiter(pool, 'pair')
  const address = limiter(pool, 'address')
  return {
    /** Seconds to wait before the next try, or 0. */
    async waitSeconds(username: string, from: string): Promise<number> {
      const [byPair, byAddress] = await Promise.all([
        pair.get(pairKey(username, from)),
        address.get(from),
      ])
      return Math.max(waitOf(byPair, limits.pair), waitOf(byAddress, limits.address))
    },

    async failed(username: string, from: string): Promise<void> {
      await Promise.all([count(pair, pairKey(username, from)), count(address, from)])
    },

    async succeeded(username: string, from: string): Promise<void> {
      await pair.delete(pairKey(username, from))
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

async function count(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    // Over the limit: the library throws its result, and has begun the pause.
    if (!(refused instanceof RateLimiterRes)) throw refused
  }
}

function waitOf(found: RateLimiterRes | null, { points }: { points: number }): number {
  const isPaused = found !== null && found.consumedPoints > points
  return isPaused ? Math.ceil(found.msBeforeNext / 1000) : 0
}

/** By the account rather than by how it was typed; hashed, as people type passwords into this field. */
function pairKey(username: string, from: string): string {
  return createHash('sha256')
    .update(`${keyOf(username)}\n${from}`)
    .digest('base64url')
}
