import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/core/audit.ts'
import { RemoteError } from '../../src/core/errors.ts'
import { auditService } from '../../src/services/audit.ts'
import { auditStore } from '../../src/store/audit.ts'
import { openFreshDatabase } from '../support/stores.ts'

const act: Omit<AuditEntry, 'outcome'> = {
  actor: { userId: null, username: 'ann', address: '10.0.0.1' },
  action: 'run.start',
  target: { kind: 'server', id: 's1', name: 'Shop' },
  detail: { server: 'Shop' },
}

async function anAudit() {
  const database = await openFreshDatabase()
  return {
    ...auditService(auditStore(database)),
    /** As when Postgres hiccups just then. */
    async keepsNone(outcome: AuditEntry['outcome']) {
      await database.pool.query(`alter table audit add check (outcome <> '${outcome}')`)
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

describe('an act', () => {
  test('that succeeds leaves a row, with what only its result could tell', async () => {
    await using audit = await anAudit()
    const result = await audit.around(
      act,
      async () => 'job-7',
      (jobId) => ({ detail: { jobId } }),
    )
    expect(result).toBe('job-7')
    expect(await audit.list({ limit: 9 })).toMatchObject([
      { ...act, outcome: 'done', detail: { jobId: 'job-7' } },
    ])
  })

  test('that fails leaves a row with its fault, and still fails', async () => {
    await using audit = await anAudit()
    const failing = audit.around(act, () => Promise.reject(new RemoteError('timeout', 'slow')))
    await expect(failing).rejects.toThrow('timeout')
    expect(await audit.list({ limit: 9 })).toMatchObject([
      { outcome: 'failed', detail: { server: 'Shop', fault: 'timeout' } },
    ])
  })

  test('that fails through a fault of ours tells nothing of it in its row', async () => {
    await using audit = await anAudit()
    const failing = audit.around(act, () => Promise.reject(new Error('password=hush')))
    await expect(failing).rejects.toThrow('hush')
    const rows = await audit.list({ limit: 9 })
    expect(rows).toMatchObject([{ outcome: 'failed', detail: { fault: 'error' } }])
    expect(JSON.stringify(rows)).not.toContain('hush')
  })

  test('that was carried out is never called a failure because its row could not be kept', async () => {
    await using audit = await anAudit()
    await audit.keepsNone('done')
    await expect(audit.around(act, async () => 'job-7')).rejects.toThrow()
    expect(await audit.list({ limit: 9 })).toEqual([])
  })

  test('is remembered before its row, which may be lost', async () => {
    await using audit = await anAudit()
    await audit.keepsNone('done')
    const remembered: string[] = []
    const remember = async (jobId: string) => remembered.push(jobId)
    await expect(audit.around(act, async () => 'job-7', undefined, remember)).rejects.toThrow()
    expect(remembered).toEqual(['job-7'])
  })

  test('that was carried out has its row although it could not be remembered', async () => {
    await using audit = await anAudit()
    const forgetful = () => Promise.reject(new Error('no room'))
    const acting = audit.around(act, async () => 'job-7', undefined, forgetful)
    await expect(acting).rejects.toThrow('no room')
    expect(await audit.list({ limit: 9 })).toMatchObject([{ ...act, outcome: 'done' }])
  })

  test('that breaks after it has begun leaves a second row, which names the first', async () => {
    await using audit = await anAudit()
    const { begun, breakOff } = await audit.begin(act, async () => 'stream')
    expect(begun).toBe('stream')
    const [first] = await audit.list({ limit: 9 })
    expect(first).toMatchObject({ ...act, outcome: 'done' })
    await breakOff()
    expect(await audit.list({ limit: 9 })).toMatchObject([
      { ...act, outcome: 'failed', detail: { brokenOff: true, begunAs: first?.id } },
      { id: first?.id },
    ])
  })

  test('that never begins leaves one row, with its fault', async () => {
    await using audit = await anAudit()
    const failing = audit.begin(act, () => Promise.reject(new RemoteError('missing')))
    await expect(failing).rejects.toThrow('missing')
    expect(await audit.list({ limit: 9 })).toMatchObject([
      { outcome: 'failed', detail: { fault: 'missing' } },
    ])
  })
})
