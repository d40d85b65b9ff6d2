import { describe, expect, test } from 'vitest'
import { type AuditFilter, type AuditRecord, newestFirst } from '../../../../src/core/audit.ts'
import { auditPerPage, auditView } from '../../../../src/web/views/audit/audit.ts'
import { aViewer, noon } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const ann = aViewer('ann')

function viewOf(
  records: AuditRecord[],
  isFirst = true,
  filter: AuditFilter = {},
  order = newestFirst,
) {
  return auditView({ records, total: records.length, isFirst, filter, order }, ann)
}

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
    const html = renderStrictly('audit/index', viewOf([aRecord()], true))
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
    const view = viewOf([aRecord(), removed], true)
    expect(view.rows.map((row) => row.href)).toEqual(['/servers/s1', null])
  })

  test('leads on to older rows from the last one shown', () => {
    const records = Array.from({ length: auditPerPage + 1 }, (_, index) =>
      aRecord({ id: `${99 - index}` }),
    )
    const view = viewOf(records, false)
    expect(view.rows).toHaveLength(auditPerPage)
    expect(view.onwards).toEqual({ text: 'Older', href: '/audit?before=50' })
    expect(view.back).toEqual({ text: 'Newest', href: '/audit' })
    expect(viewOf(records.slice(1), true)).toMatchObject({ onwards: null, back: null })
  })

  test('words the details, and leaves out what did not happen', () => {
    const detail = { targetDb: 'shop_2', jobId: 'j1', isTokenReplaced: false }
    const changed = aRecord({ detail: { isTokenReplaced: true } })
    const view = viewOf([aRecord({ detail }), changed], true)
    expect(view.rows.map((row) => row.detail)).toEqual(['into shop_2 · job j1', 'token replaced'])
  })

  test('says why an act failed in the words of the page on which it failed', () => {
    const why = (fault: string) => viewOf([aRecord({ detail: { fault } })]).rows[0]?.detail
    expect(why('not-a-backup-server')).toBe('Something else answers at this address')
    expect(why('error')).toBe('Something went wrong in the panel')
  })

  test('is drawn without rows', () => {
    expect(renderStrictly('audit/index', viewOf([], true))).toContain('Nothing yet')
  })

  test('keeps what it is narrowed to on the way to older rows, and offers to clear it', () => {
    const records = Array.from({ length: auditPerPage + 1 }, (_, index) =>
      aRecord({ id: `${99 - index}` }),
    )
    const view = viewOf(records, true, { action: 'backup.download', about: 'shop' })
    expect(view.onwards?.href).toBe('/audit?q=shop&action=backup.download&before=50')
    expect(view.filters).toMatchObject({ q: 'shop', clearHref: '/audit', summary: '51 matching' })
    expect(view.filters.actions.find(({ isSelected }) => isSelected)?.text).toBe('Download')
  })

  test('is sorted by any column, turned round by a second click, and keeps it when narrowed', () => {
    const records = Array.from({ length: auditPerPage + 1 }, () => aRecord({ id: '8' }))
    const filter = { who: 'otto' }
    const view = viewOf(records, false, filter, { sort: 'target', direction: 'ascending' })
    const heads = view.filters.columns.map(({ text, sort, href }) => [text, sort, href])
    expect(heads).toEqual([
      ['When', 'none', '/audit?who=otto&sort=-time'],
      ['Who', 'none', '/audit?who=otto&sort=who'],
      ['What', 'none', '/audit?who=otto&sort=action'],
      ['On', 'ascending', '/audit?who=otto&sort=-target'],
      ['Outcome', 'none', '/audit?who=otto&sort=outcome'],
    ])
    expect(view.onwards).toEqual({ text: 'Next', href: '/audit?who=otto&sort=target&before=8' })
    expect(view.filters).toMatchObject({ sort: 'target', clearHref: '/audit?sort=target' })
    expect(renderStrictly('audit/index', view)).toContain('name="sort" value="target"')
  })

  test('tells a search that found nothing from a log without rows', () => {
    const html = renderStrictly('audit/index', viewOf([], true, { who: 'nobody' }))
    expect(html).toContain('No entry matches')
    expect(html).not.toContain('Nothing yet')
  })
})
