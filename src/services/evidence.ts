import type { Driver } from '../core/driver.ts'
import { groupIntoDumps } from '../core/dumps/dump.ts'
import { read } from '../core/reading.ts'
import type { RunEvidence } from '../core/verdicts/verdict.ts'

/** What a server's runs are judged by, apart from the job itself. */
export type Surroundings = Omit<RunEvidence, 'job'>

/**
 * Reads what verdicts need, each part on its own: one that cannot be read is missing evidence, never
 * evidence of emptiness.
 */
export async function gatherEvidence(driver: Driver, signal: AbortSignal): Promise<Surroundings> {
  const [files, status, settings] = await Promise.all([
    driver.inventory && read(driver.inventory.list(signal)),
    read(driver.status(signal)),
    driver.settings && read(driver.settings.read(signal)),
  ])
  return {
    dumps: files?.ok ? groupIntoDumps(files.value.files) : null,
    status: status.ok ? status.value : null,
    expectedDatabases:
      driver.settings && settings?.ok ? driver.settings.plan(settings.value).databases : null,
  }
}
