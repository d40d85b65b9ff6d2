import { describe, expect, test } from 'vitest'
import type { AuditRecord } from '../../../src/core/audit.ts'
import { auditPerPage, auditView } from '../../../src/web/views/audit.ts'
import { aViewer, noon } from '../../support/people.ts'
import { renderStrictly } from '../../support/strict-view.ts'

const ann = aViewer('ann')

function aRecord(changes: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: '7',
    at: noon,
    actor: { userId: 'u-otto', username: 'otto', address: '10.0.0.1' },
    action: 'backup.download',
    target: { kind: 'backup', id: 'last:shop.sql.gz', name: 'shop.sql.gz' },
    serverId: 's1',
    outcome: 'done',
    detail: { bytes: 1_500_000 },
    ...changes,
  }
}

describe('the audit log', () => {
  test('says when, who, what, on what, and how it ended', () => {
    const html = renderStrictly('audit/index', auditView([aRecord()], true, ann))
    for (const part of [
      '20 Nov 2026',
      'otto',
      '10.0.0.1',
      'Download',
      'shop.sql.gz',
      '1.5 MB',
      'Done',
    ])
      expect(html).toContain(part)
  })

  test('links to the server, unless it was the server that went', () => {
    const removed = aRecord({ action: 'server.remove' })
    const view = auditView([aRecord(), removed], true, ann)
    expect(view.rows.map((row) => row.href)).toEqual(['/servers/s1', null])
  })

  test('leads on to older rows from the last one shown', () => {
    const records = Array.from({ length: auditPerPage + 1 }, (_, index) =>
      aRecord({ id: `${99 - index}` }),
    )
    const view = auditView(records, false, ann)
    expect(view.rows).toHaveLength(auditPerPage)
    expect(view.olderHref).toBe('/audit?before=50')
    expect(view.newestHref).toBe('/audit')
    expect(auditView(records.slice(1), true, ann)).toMatchObject({
      olderHref: null,
      newestHref: null,
    })
  })

  test('words the details, and leaves out what did not happen', () => {
    const detail = { targetDb: 'shop_2', jobId: 'j1', isTokenReplaced: false }
    const changed = aRecord({ detail: { isTokenReplaced: true } })
    const view = auditView([aRecord({ detail }), changed], true, ann)
    expect(view.rows.map((row) => row.detail)).toEqual(['into shop_2 · job j1', 'token replaced'])
  })

  test('is drawn without rows', () => {
    expect(renderStrictly('audit/index', auditView([], true, ann))).toContain('Nothing yet')
  })
})
