import { describe, expect, test } from 'vitest'
import { serverStateView } from '../../../../src/web/views/servers/server-state.ts'
import type { ServerList } from '../../../../src/web/views/servers/servers.ts'
import { serversView } from '../../../../src/web/views/servers/servers.ts'
import { aServer, aViewer, noon } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const ann = aViewer('ann', '/panel')
const vera = aViewer('vera')

function aList(changes: Partial<ServerList> = {}): ServerList {
  const servers = changes.servers ?? [aServer({ tags: ['production'] })]
  const tags = ['berlin', 'production']
  const unknown = { unreadable: new Set<string>(), standing: () => null }
  return { servers, total: servers.length, page: 1, tags, ...unknown, ...changes }
}

describe('the list of servers', () => {
  test('asks for each state on its own, and leaves a link to the check', () => {
    const html = renderStrictly('servers/index', serversView(aList(), {}, ann))
    expect(html).toContain('data-state="/panel/servers/s1/state"')
    expect(html).toContain('href="/panel/servers/s1/probe"')
  })

  test('says at once what needs no contact: paused, and a token that does not open', () => {
    const servers = [aServer({ id: 's1', isEnabled: false }), aServer({ id: 's2' })]
    const list = aList({ servers, unreadable: new Set(['s2']) })
    const view = serversView(list, {}, ann)
    expect(view.rows.map((row) => row.state?.badge.text)).toEqual(['Paused', 'Token lost'])
    expect(renderStrictly('servers/index', view)).not.toContain('data-state')
    expect(view.unreadableNotice).toContain('APP_SECRET')
  })

  test('says at once what the monitor found, and hears what is new of it', () => {
    const judgement = {
      verdict: 'late' as const,
      evidence: ['The last dump of shop is 3 days old'],
    }
    const standing = () => ({ at: noon, judgement, schedule: null, lastGoodAt: null })
    const view = serversView(aList({ standing }), {}, ann)
    const html = renderStrictly('servers/index', view)
    expect(html).toContain('The last dump of shop is 3 days old')
    expect(html).toContain('data-topic="state:s1"')
    expect(html).not.toContain('data-state')
  })

  test('offers adding, editing and checking only to people who may', () => {
    const html = renderStrictly('servers/index', serversView(aList(), {}, vera))
    expect(html).not.toMatch(/servers\/new|\/edit|\/probe/)
  })

  test('keeps search, tag and order when one of them changes', () => {
    const query = { q: 'shop', tag: 'berlin', sort: 'name' }
    const view = serversView(aList({ total: 120 }), query, vera)
    expect(view.columns[0]?.href).toBe('/servers?q=shop&tag=berlin&sort=-name')
    expect(view.tags.map(({ href }) => href)).toEqual([
      '/servers?q=shop&sort=name',
      '/servers?q=shop&tag=berlin&sort=name',
      '/servers?q=shop&tag=production&sort=name',
    ])
    expect(view.pagination?.nextHref).toBe('/servers?q=shop&tag=berlin&sort=name&page=2')
    expect(renderStrictly('servers/index', view)).toContain('<input type="hidden" name="tag"')
  })

  test('tells an empty panel from a search that found nothing', () => {
    const none = aList({ servers: [], total: 0, tags: [] })
    expect(renderStrictly('servers/index', serversView(none, {}, ann))).toContain('No servers yet')
    expect(renderStrictly('servers/index', serversView(none, {}, vera))).toContain('administrator')
    const noMatch = renderStrictly('servers/index', serversView(none, { q: 'x' }, ann))
    expect(noMatch).toContain('No server matches')
    expect(noMatch).toContain('Show all servers')
  })

  test('escapes what people named their servers', () => {
    const name = `"><script>alert('x')</script>`
    const html = renderStrictly(
      'servers/index',
      serversView(aList({ servers: [aServer({ name })] }), {}, ann),
    )
    expect(html).not.toContain('<script>')
  })
})

describe('the state of a row', () => {
  test('carries badge, last backup and the first evidence', () => {
    const state = { verdict: 'late' as const, evidence: ['Nothing came at 02:00.', 'More.'] }
    const lastBackup = new Date(noon.getTime() - 3 * 3_600_000)
    const html = renderStrictly('servers/state', serverStateView(state, lastBackup, vera))
    expect(html).toContain('data-tone="warn" data-icon="clock">Late</span>')
    expect(html).toContain('3 hours ago')
    expect(html).toContain('Nothing came at 02:00.')
    expect(html).not.toContain('More.')
  })

  test('is complete without evidence and without a backup', () => {
    const view = serverStateView({ verdict: 'unknown', evidence: [] }, null, vera)
    expect(renderStrictly('servers/state', view)).toContain('Unknown')
  })
})
