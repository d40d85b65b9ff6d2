import { describe, expect, test } from 'vitest'
import type { Facets } from '../../../../src/web/views/servers/server-header.ts'
import { serverFrame } from '../../../../src/web/views/servers/server-header.ts'
import { aServer, aViewer, type Person } from '../../../support/people.ts'

const all: Facets = { inventory: true, jobs: true, runs: true, restores: true, settings: true }
const none: Facets = {
  inventory: false,
  jobs: false,
  runs: false,
  restores: false,
  settings: false,
}

function header(who: Person, server = aServer(), facets = all) {
  const { header } = serverFrame(server, facets, { title: 'Jobs', tab: 'Jobs' }, aViewer(who))
  if (header === null) throw new Error('a server page has a header')
  return header
}

const tabNames = (...given: Parameters<typeof header>) => header(...given).tabs.map((t) => t.text)

describe('the header of a server', () => {
  test('offers each person what they may do', () => {
    expect(tabNames('otto')).toEqual([
      'Dashboard',
      'Backups',
      'Runs',
      'Jobs',
      'Events',
      'Restore',
      'Settings',
    ])
    expect(tabNames('vera')).toEqual(['Dashboard', 'Backups', 'Runs', 'Jobs', 'Events', 'Settings'])
    expect(header('otto').runAction).toBe('/servers/s1/runs')
    expect(header('vera').runAction).toBeNull()
    expect(header('otto').editHref).toBeNull()
    expect(header('ann').editHref).toBe('/servers/s1/edit')
  })

  test('offers nothing that the kind of server cannot do', () => {
    expect(tabNames('ann', aServer(), none)).toEqual(['Dashboard', 'Events'])
    expect(header('ann', aServer(), none).runAction).toBeNull()
  })

  test('offers no run on a paused server, and says that it is paused', () => {
    const paused = header('ann', aServer({ isEnabled: false }))
    expect(paused.runAction).toBeNull()
    expect(paused.badge?.text).toBe('Paused')
  })

  test('marks the tab of the page', () => {
    const current = header('ann').tabs.filter((tab) => tab.isCurrent)
    expect(current.map((tab) => tab.text)).toEqual(['Jobs'])
  })
})

test('the trail leads from the servers over the server to the page', () => {
  const frame = serverFrame(aServer(), all, { title: 'Jobs', tab: 'Jobs' }, aViewer('vera', '/p'))
  expect(frame.crumbs).toEqual([
    { text: 'Servers', href: '/p/servers' },
    { text: 'Shop', href: '/p/servers/s1' },
    { text: 'Jobs', href: null },
  ])
})

test('the dashboard is the end of its own trail', () => {
  const page = { title: 'Dashboard', tab: 'Dashboard' } as const
  const frame = serverFrame(aServer(), all, page, aViewer('vera'))
  expect(frame.crumbs.at(-1)).toEqual({ text: 'Shop', href: null })
})
