import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { BackupFile } from '../../src/core/dumps/backup.ts'
import { driverRegistry } from '../../src/drivers/registry.ts'
import { remoteAgents } from '../../src/lib/remote/agents.ts'
import { scheduleReader } from '../../src/lib/schedule.ts'
import { scheduleService } from '../../src/services/schedules.ts'
import { concludeLook } from '../../src/services/server-look.ts'
import { inAllSlots } from '../core/builders.ts'
import { aServer } from '../support/people.ts'

const agents = remoteAgents()
afterAll(() => agents.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T22:30:00Z') })
  return () => vi.useRealTimers()
})

const registry = driverRegistry(agents)
const rules = {
  drivers: { describe: () => registry.connect('backupgram', { ...aServer(), token: '' }) },
  schedules: scheduleService(scheduleReader),
}

/** What is concluded from these files of a server that runs every two hours. */
function concluded(files: BackupFile[]) {
  const nothing = { ok: true as const, value: [] }
  const status = { ok: true as const, value: { schedule: '@every 2h', isCluster: false } }
  const told = {
    status,
    files: { ok: true as const, value: files },
    settings: nothing,
    jobs: nothing,
  }
  return concludeLook(aServer(), { ...told, scheduleSince: null }, rules)
}

test('a dump dated in the future neither moves the next run nor hides that the last one is old', () => {
  const ofFuture = inAllSlots({
    name: 'shop-20300101-030000.sql.gz',
    modifiedAt: new Date('2030-01-01T03:01:30Z'),
    stampedAt: new Date('2030-01-01T03:00:00Z'),
  })
  const fresh = concluded([...ofFuture, ...inAllSlots()])
  expect(fresh.judgement.verdict).toBe('ok')
  expect(fresh.schedule?.nextRuns[0]).toEqual(new Date('2026-11-20T23:56:08Z'))
  expect(fresh.dumps).toHaveLength(2)
  const old = inAllSlots({ modifiedAt: new Date('2026-11-17T21:56:08Z') })
  expect(concluded([...ofFuture, ...old]).judgement).toEqual({
    verdict: 'late',
    evidence: [
      'The last dump of shop is 3 days old; the schedule asks for one every 2 hours',
      '1 dump dated in the future proves nothing',
    ],
  })
})
