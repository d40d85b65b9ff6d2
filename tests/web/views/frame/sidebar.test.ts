import { describe, expect, test } from 'vitest'
import type { BackupServer } from '../../../../src/core/server.ts'
import { sidebarView } from '../../../../src/web/views/frame/sidebar.ts'
import { serverBadges } from '../../../../src/web/views/pieces/badge.ts'
import { aServer, aViewer } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const many = (count: number, tagOf: (index: number) => string[]) =>
  Array.from({ length: count }, (_, index) =>
    aServer({ id: `s${index}`, name: `Server ${index}`, tags: tagOf(index) }),
  )

function sidebar(servers: BackupServer[], currentId = '', seen: string[] = []) {
  const remembered = ({ id }: BackupServer) => (seen.includes(id) ? serverBadges.ok : null)
  const fleet = { servers, unreadable: new Set<string>(), remembered }
  return sidebarView(fleet, currentId, aViewer('vera', '/p'))
}

describe('the servers at the side', () => {
  test('stand once each, below the first of their tags; those without come last', () => {
    const servers = [
      aServer({ id: 'a', tags: [] }),
      aServer({ id: 'b', tags: ['staging'] }),
      aServer({ id: 'c', tags: ['west', 'production'] }),
    ]
    const told = sidebar(servers).groups.map(({ name, entries }) => [name, entries[0]?.id])
    expect(told).toEqual([
      ['production', 'c'],
      ['staging', 'b'],
      ['Without tag', 'a'],
    ])
  })

  test('of a fleet of five hundred are a part, with ways to the rest', () => {
    const { groups, all } = sidebar(many(500, (index) => [`tag ${index % 50}`]))
    expect(groups.flatMap(({ entries }) => entries).length).toBeLessThan(100)
    expect(groups[0]?.total).toBe(10)
    expect(groups[0]?.more).toEqual({ text: '2 more', href: '/p/servers?tag=tag+0' })
    expect(all).toEqual({ text: 'All 500 servers', href: '/p/servers' })
  })

  test('always have the one that is being looked at among them, in an open group', () => {
    const { groups } = sidebar(
      many(500, (index) => [`tag ${index % 50}`]),
      's499',
    )
    const group = groups.find(({ entries }) => entries.some(({ isCurrent }) => isCurrent))
    expect(group).toMatchObject({ name: 'tag 49', isOpen: true })
  })

  test('show what is known of them, and leave the rest to be asked', () => {
    const servers = [
      aServer({ id: 'seen' }),
      aServer({ id: 'new' }),
      aServer({ id: 'off', isEnabled: false }),
    ]
    const badges = sidebar(servers, '', ['seen']).groups[0]?.entries.map(({ badge }) => badge?.text)
    expect(badges).toEqual(['OK', undefined, 'Paused'])
  })

  test('are drawn with the name of their state, and names as text', () => {
    const html = renderStrictly(
      'sidebar/servers',
      sidebar([aServer({ id: 's1', name: '<b>Shop</b>' }), aServer({ id: 's2' })], 's1', ['s1']),
    )
    expect(html).toContain('OK: ')
    expect(html).toContain('&lt;b&gt;Shop')
    expect(html).toContain('data-dot="/p/servers/s2/state"')
    expect(html.match(/aria-current/g)).toHaveLength(1)
  })
})
