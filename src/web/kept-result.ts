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
 * while: the session is read anew first, and one that was ended meanwhile is not brought back to life.
 */
export async function keepResult(req: Request, result: KeptResults): Promise<void> {
  const { session } = req
  if (!(await done((whenDone) => session.reload(whenDone)))) return void letGo(req)
  req.session.results = { ...req.session.results, ...result }
  await done((whenDone) => req.session.save(whenDone))
}

export function keptResult<K extends keyof KeptResults>(
  req: Request,
  kind: K,
): KeptResults[K] | undefined {
  return req.session.results?.[kind]
}

/** What the request still holds of an ended session must not be saved when it ends. */
function letGo(req: Request): void {
  Reflect.deleteProperty(req, 'session')
}

function done(call: (whenDone: (error?: unknown) => void) => void): Promise<boolean> {
  return new Promise((resolve) => call((error) => resolve(!error)))
}
