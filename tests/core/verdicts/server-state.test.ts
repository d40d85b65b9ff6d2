import { describe, expect, test } from 'vitest'
import { groupIntoDumps } from '../../../src/core/dumps/dump.ts'
import { RemoteError, type RemoteFault } from '../../../src/core/errors.ts'
import type { ServerFacts } from '../../../src/core/verdicts/server-state.ts'
import type { ServerState } from '../../../src/core/verdicts/verdict.ts'
import { aDump, at, inAllSlots } from '../builders.ts'
import { dumps, hourMs, judge, shop, status } from './server-cases.ts'

const broken = (fault: RemoteFault) => ({ ok: false as const, error: new RemoteError(fault) })
const old = aDump({ modifiedAt: new Date('2026-11-17T21:56:08Z') })
const oldCrm = aDump({ database: 'crm', modifiedAt: new Date('2026-11-10T21:56:08Z') })
const emptyShop = aDump({ sizeBytes: 0 })

describe('the state of a server', () => {
  test.each<[string, Partial<ServerFacts>, ServerState, string]>([
    ['a fresh dump of each database', {}, 'ok', 'the newest is 63 minutes old'],
    ['never asked', { status: null, dumps: null }, 'unknown', 'Not measured yet'],
    ['dumps not asked for', { dumps: null }, 'unknown', 'Not measured yet'],
    ['switched off', { isEnabled: false }, 'paused', 'paused'],
    ['found to be off', { status: broken('paused') }, 'paused', 'paused'],
    ['the last run failed', { status: status('FAILED') }, 'failing', 'failed, 63 minutes ago'],
    [
      'no status yet, but a fresh dump in every slot',
      { status: status(), dumps: dumps(...groupIntoDumps(inAllSlots())) },
      'ok',
      'Every database has a dump',
    ],
    [
      'an odd status, but a fresh dump in every slot',
      { status: status(''), dumps: dumps(...groupIntoDumps(inAllSlots())) },
      'ok',
      'Every database',
    ],
    [
      'the first run ever broke off, and left a part of a dump',
      { status: status() },
      'unknown',
      'The newest dump of shop is in “last” only',
    ],
    [
      'old, as somebody allows',
      { dumps: dumps(old), maxAgeMs: 100 * hourMs },
      'ok',
      'Every database has a dump',
    ],
    [
      'older than somebody allows, though not than the schedule',
      { maxAgeMs: hourMs },
      'late',
      'The last dump of shop is 63 minutes old; it may be 60 minutes old',
    ],
    [
      'older than somebody allows for this very database',
      { maxAgeMs: 100 * hourMs, databaseMaxAges: [{ database: 'shop', maxAgeMs: hourMs }] },
      'late',
      'The last dump of shop is 63 minutes old; it may be 60 minutes old',
    ],
    [
      'older than somebody allows, but not for this very database',
      { maxAgeMs: hourMs, databaseMaxAges: [{ database: 'shop', maxAgeMs: 2 * hourMs }] },
      'ok',
      'Every database has a dump',
    ],
    [
      'no schedule, but an age that somebody allows',
      { intervalMs: null, maxAgeMs: 2 * hourMs },
      'ok',
      'Every database has a dump',
    ],
    ['nothing there', { status: status(), dumps: dumps() }, 'failing', 'There is no dump at all'],
    ['success, but nothing listed', { dumps: dumps() }, 'unknown', '-Fd'],
    [
      'failure, and nothing listed',
      { status: status('FAILED'), dumps: dumps() },
      'failing',
      'last run failed',
    ],
    [
      'a database without a dump',
      { expectedDatabases: ['shop', 'crm', 'erp'] },
      'failing',
      'There is no dump of crm and erp',
    ],
    [
      'a run in progress that has written nothing yet',
      { dumps: dumps(aDump({ sizeBytes: 0, modifiedAt: at('22:58:00') }), shop) },
      'ok',
      'the newest is 63 minutes old',
    ],
    [
      'a run in progress that has written a part',
      { dumps: dumps(aDump({ modifiedAt: at('22:59:50') }), shop) },
      'ok',
      'the newest is 63 minutes old',
    ],
    [
      'the first run in progress',
      { status: status(), dumps: dumps(aDump({ sizeBytes: 0, modifiedAt: at('22:58:00') })) },
      'unknown',
      'The first dump is being written',
    ],
    [
      'a run that broke off after a whole one',
      { dumps: dumps(aDump({ modifiedAt: at('22:50:00') }), ...groupIntoDumps(inAllSlots())) },
      'ok',
      'A newer file of shop, 10 minutes old, is in “last” only',
    ],
    [
      'a run that left an empty file after a whole one',
      {
        dumps: dumps(
          aDump({ modifiedAt: at('22:40:00'), sizeBytes: 0 }),
          ...groupIntoDumps(inAllSlots()),
        ),
      },
      'failing',
      'The newest dump of shop is empty',
    ],
    [
      'nothing but broken runs for days',
      {
        dumps: dumps(
          aDump({ modifiedAt: at('22:50:00') }),
          ...groupIntoDumps(inAllSlots({ modifiedAt: new Date('2026-11-17T21:56:08Z') })),
        ),
      },
      'late',
      'The last dump of shop is 3 days old',
    ],
    ['an empty dump', { dumps: dumps(emptyShop) }, 'failing', 'The newest dump of shop is empty'],
    [
      'an old dump, whatever the status says',
      { dumps: dumps(old) },
      'late',
      'The last dump of shop is 3 days old; the schedule asks for one every 24 hours',
    ],
    [
      'one of two databases is old',
      { dumps: dumps(shop, oldCrm), expectedDatabases: ['shop', 'crm'] },
      'late',
      'The last dump of crm is 10 days old',
    ],
    [
      'an old database that nobody expects any more',
      { dumps: dumps(shop, oldCrm), expectedDatabases: null },
      'ok',
      'The last dump of crm is 10 days old: it may have been dropped',
    ],
    [
      'nobody is expected by name, and all is old',
      { dumps: dumps(old), expectedDatabases: null },
      'late',
      '3 days',
    ],
    [
      'all databases in one dump',
      { status: status('OK', true), dumps: dumps(aDump({ database: 'cluster' })) },
      'ok',
      'Every database',
    ],
    [
      'a fresh file that is no dump',
      {
        dumps: dumps(old, aDump({ database: '', name: 'notes.txt', sizeBytes: 0 })),
        expectedDatabases: null,
      },
      'late',
      '3 days',
    ],
    [
      'settings that cannot be read, and fresh dumps',
      { isPlanUnread: true, expectedDatabases: null },
      'unknown',
      'The settings could not be read',
    ],
    [
      'settings that cannot be read, and old dumps',
      { isPlanUnread: true, expectedDatabases: null, dumps: dumps(old) },
      'late',
      '3 days',
    ],
    ['a schedule that nobody understands', { intervalMs: null }, 'unknown', 'schedule'],
  ])('%s', (_, facts, verdict, because) => {
    const judgement = judge(facts)
    expect(judgement.verdict).toBe(verdict)
    expect(judgement.evidence.join('\n')).toContain(because)
  })

  test('a dump is late only after the interval and the grace', () => {
    const later = (ms: number) => new Date(shop.finishedAt.getTime() + ms)
    expect(judge({ now: later(25 * hourMs) }).verdict).toBe('ok')
    expect(judge({ now: later(25 * hourMs + 1) }).verdict).toBe('late')
  })

  test.each<[string, string, ServerState]>([
    ['2026-11-20T21:00:00Z', 'came after the run that was due', 'ok'],
    ['2026-11-20T23:00:00Z', 'is from before it', 'late'],
  ])('of a schedule with long pauses, due %s: its dump %s', (dueAt, _, verdict) => {
    const facts = {
      intervalMs: 72 * hourMs,
      due: { at: new Date(dueAt), gapMs: hourMs },
      now: new Date('2026-11-21T00:30:00Z'),
    }
    expect(judge(facts).verdict).toBe(verdict)
    expect(judge({ ...facts, maxAgeMs: 24 * hourMs }).verdict).toBe('ok')
    if (verdict === 'late') {
      expect(judge(facts).evidence).toEqual([
        'The last dump of shop is 2 hours old; a run was due 90 minutes ago',
      ])
    }
  })

  test.each<[RemoteFault, ServerState]>([
    ['dns', 'unreachable'],
    ['refused', 'unreachable'],
    ['tls', 'unreachable'],
    ['timeout', 'unreachable'],
    ['blocked', 'unreachable'],
    ['not-a-backup-server', 'unreachable'],
    ['broken-reply', 'unreachable'],
    ['failed', 'unreachable'],
    ['token-refused', 'refused'],
    ['token-unreadable', 'unknown'],
  ])('a reading that failed with %s makes it %s, and never empty', (fault, verdict) => {
    expect(judge({ status: broken(fault) }).verdict).toBe(verdict)
    expect(judge({ dumps: broken(fault) }).verdict).toBe(verdict)
    expect(judge({ dumps: broken(fault) }).evidence).toHaveLength(1)
  })
})
