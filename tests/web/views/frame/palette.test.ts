import { describe, expect, test } from 'vitest'
import { palette } from '../../../../src/web/views/frame/palette.ts'
import type { Facets } from '../../../../src/web/views/servers/server-header.ts'
import { aServer, aViewer, type Person } from '../../../support/people.ts'

const all: Facets = { inventory: true, jobs: true, runs: true, restores: true, settings: true }

const shop = aServer({ id: 's1', name: 'Shop', tags: ['eu'] })
const paused = aServer({ id: 's2', name: 'Old', isEnabled: false })

function commandsFor(who: Person, facets = all) {
  const { pages, servers, actions } = palette([shop, paused], () => facets, aViewer(who, '/p'))
  const of = (name: string) => {
    const server = servers.find((each) => each.name === name)
    return actions[server?.actions ?? '']?.map(({ text }) => text)
  }
  return { pages: pages.map(({ text }) => text), of, actions, servers }
}

describe('the palette', () => {
  test('offers each person what they may do', () => {
    expect(commandsFor('vera').of('Shop')).toEqual([
      'Backups',
      'History',
      'Runs',
      'Jobs',
      'Events',
      'Settings',
    ])
    expect(commandsFor('otto').of('Shop')).toContain('Run backup')
    expect(commandsFor('otto').of('Shop')).not.toContain('Delete server')
    expect(commandsFor('ann').of('Shop')).toContain('Delete server')
    expect(commandsFor('otto').pages).not.toContain('Audit log')
  })

  test('leads to every page that has no button on each page', () => {
    const wanted = ['Wallboard', 'Summary of alerts', 'Dead-man ping', 'Add person']
    expect(commandsFor('ann').pages).toEqual(expect.arrayContaining(wanted))
    expect(commandsFor('vera').pages.filter((text) => wanted.includes(text))).toEqual(['Wallboard'])
  })

  test('offers nothing that a server cannot do, and no act on a paused one', () => {
    expect(commandsFor('otto', { ...all, runs: false }).of('Shop')).not.toContain('Run backup')
    expect(commandsFor('ann').of('Old')).not.toContain('Run backup')
    expect(commandsFor('ann').of('Old')).toContain('Edit server')
  })

  test('posts nothing but a run and the way out; deleting leads to the page that asks', () => {
    const { actions } = commandsFor('ann')
    const posts = Object.values(actions)
      .flat()
      .filter(({ post }) => post)
    expect(posts.map(({ href }) => href)).toEqual(['/runs'])
    expect(actions['backupgram']?.find(({ text }) => text === 'Delete server')?.href).toBe(
      '/removal',
    )
  })

  test('tells the address of each server once, however much can be done with it', () => {
    const fleet = Array.from({ length: 500 }, (_, index) => aServer({ id: `server-${index}` }))
    const told = JSON.stringify(palette(fleet, () => all, aViewer('ann')))
    expect(told.length).toBeLessThan(500 * 110)
  })
})
