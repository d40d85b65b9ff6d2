import { JobLog } from './log.ts'
import type { JobResult } from './queue.ts'

/** Ends a script early, as `exit` does in the shell. */
export class ScriptExit extends Error {
  readonly code: number
  constructor(code: number) {
    super(`exit ${code}`)
    this.code = code
  }
}

export async function runScript(script: (log: JobLog) => Promise<void>): Promise<JobResult> {
  const log = new JobLog()
  try {
    await script(log)
    return { exitCode: 0, log }
  } catch (error) {
    if (error instanceof ScriptExit) return { exitCode: error.code, log }
    return { exitCode: 0, log, error: error instanceof Error ? error.message : String(error) }
  }
}
