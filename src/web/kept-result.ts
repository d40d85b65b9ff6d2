import type { Request } from 'express'
import type { RemovalsResult } from './views/bulk/bulk-removal-result.ts'
import type { RunsResult } from './views/bulk/bulk-runs.ts'

/** What this person's last acts on many came to, for the page that the redirect leads to. */
interface KeptResults {
  runs?: RunsResult
  removals?: RemovalsResult
}

declare module 'express-session' {
  interface SessionData {
    results?: KeptResults
  }
}

/**
 * Keeps a result in the session, so that reloading its page repeats nothing. The acts may have taken a
 * while: the session is read anew first, for other requests may have written it since.
 */
export async function keepResult(req: Request, result: KeptResults): Promise<void> {
  const { session } = req
  await settled((whenDone) => session.reload(whenDone))
  req.session.results = { ...req.session.results, ...result }
  await settled((whenDone) => req.session.save(whenDone))
}

export function keptResult<K extends keyof KeptResults>(
  req: Request,
  kind: K,
): KeptResults[K] | undefined {
  return req.session.results?.[kind]
}

/** A session that has ended, or cannot be read, keeps nothing: the acts themselves are done. */
function settled(call: (whenDone: () => void) => void): Promise<void> {
  return new Promise((resolve) => call(() => resolve()))
}
