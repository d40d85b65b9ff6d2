import { describe, expect, test } from 'vitest'
import { alertScene, aRule, later, start } from '../../support/alert-scene.ts'
import { aShop, ends, type Sign, shows, signs } from '../../support/night-scene.ts'

describe('a missed night', () => {
  test('is one problem, told by the worst of its signs, and over when all of them are', async () => {
    await using scene = await aShop()
    const { receiver } = scene
    await shows(scene, 0, 'server')
    await shows(scene, 60, 'run')
    await shows(scene, 65, 'shop', 'crm')
    expect(receiver.titles()).toEqual([
      'Shop: Backups are late',
      'Shop: A scheduled run was missed',
    ])
    await ends(scene, 1_300, 'shop')
    await ends(scene, 1_302, 'crm', 'server')
    expect(receiver.requests).toHaveLength(2)
    await ends(scene, 1_304, 'run')
    const [first, second, last] = receiver.messages()
    expect(last).toMatchObject({ severity: 'resolved', title: 'Shop: Runs succeed again' })
    expect([second.incident, last.incident]).toEqual([first.incident, first.incident])
    await scene.at(later(100, 'h'))
    expect(receiver.requests).toHaveLength(3)
  })

  test('of three servers is three problems, not nine, and so is its end', async () => {
    await using scene = await alertScene()
    const ids: string[] = []
    for (const name of ['A', 'B', 'C']) ids.push((await scene.aServer({ name })).id)
    for (const id of ids) {
      await scene.happens(id, ...(['server', 'run', 'shop'] as const).map(beginning))
    }
    await scene.at(start)
    await scene.at(later(1, 'min'))
    for (const id of ids) await scene.happens(id, ...(['shop', 'run', 'server'] as const).map(end))
    await scene.at(later(2, 'h'))
    await scene.at(later(121, 'min'))
    const [alarm, allClear] = scene.receiver.messages()
    expect(alarm.title).toBe('3 problems on 3 servers')
    expect(alarm.lines).toEqual([
      expect.stringContaining('A: A scheduled run was missed (since'),
      expect.stringContaining('B: A scheduled run was missed (since'),
      expect.stringContaining('C: A scheduled run was missed (since'),
    ])
    expect(allClear.title).toBe('3 problems solved')
    expect(allClear.lines).toEqual([
      'A: Runs succeed again',
      'B: Runs succeed again',
      'C: Runs succeed again',
    ])
    expect(scene.receiver.requests).toHaveLength(2)
  })

  test('names in its message the databases that it leaves too old', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'server', 'run', 'shop', 'crm')
    expect(scene.receiver.messages()).toMatchObject([
      {
        title: 'Shop: A scheduled run was missed',
        lines: [
          'Since 21 Nov 2026, 12:00 UTC.',
          'The last dump of crm is too old.',
          'The last dump of shop is too old.',
        ],
      },
    ])
  })

  test('is one problem in its reminders, and where the open ones are counted', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'server')
    await shows(scene, 60, 'run')
    await shows(scene, 65, 'shop', 'crm')
    const { open, total } = await scene.alerts.overview.problems(later(2, 'h'))
    expect([open.length, total]).toEqual([1, 1])
    expect((await scene.alerts.digests.preview(later(2, 'h'))).lines).toContain('Open problems: 1.')
    await scene.at(later(26, 'h'))
    await scene.at(later(27, 'h'))
    expect(scene.receiver.titles().slice(2)).toEqual(['Still so: Shop: A scheduled run was missed'])
    expect(scene.receiver.messages()[2].lines).toContain('The last dump of crm is too old.')
  })

  test('is told by two instances as by one', async () => {
    await using scene = await aShop()
    const { id } = scene
    const other = scene.instance()
    const both = (now: Date) => Promise.all([scene.at(now), scene.at(now, other)])
    for (const [minute, name] of [
      [0, 'server'],
      [60, 'run'],
      [65, 'shop'],
    ] as const) {
      await scene.happens(id, signs[name].begins(later(minute, 'min')))
      await both(later(minute, 'min'))
      await both(later(minute + 1, 'min'))
      await both(later(minute + 2, 'min'))
    }
    expect(scene.receiver.titles()).toEqual([
      'Shop: Backups are late',
      'Shop: A scheduled run was missed',
    ])
    expect(scene.problems).toEqual([])
  })

  test('that nobody could be told of is tried anew with the next of its signs', async () => {
    await using scene = await aShop([404, 200])
    await shows(scene, 0, 'run')
    await shows(scene, 5, 'shop')
    expect(scene.receiver.titles()).toEqual([
      'Shop: A scheduled run was missed',
      'Shop: The last dump of shop is too old',
    ])
  })
})

describe('the signs of a night', () => {
  test('that come with the next night are told as that', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'run')
    await shows(scene, 25 * 60, 'shop')
    expect(scene.receiver.titles()).toContain('Shop: The last dump of shop is too old')
    const told = scene.receiver.messages().filter(({ title }) => !title.startsWith('Still'))
    expect(told[1].incident).not.toBe(told[0].incident)
  })

  test('are told by themselves where nothing stands for them', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'shop')
    await shows(scene, 120, 'crm')
    await shows(scene, 130, 'server')
    expect(scene.receiver.titles()).toEqual([
      'Shop: The last dump of shop is too old',
      'Shop: The last dump of crm is too old',
    ])
    await ends(scene, 140, 'shop')
    expect(scene.receiver.messages()[2]).toMatchObject({
      ...{ severity: 'info', title: 'Shop: shop is safe again' },
    })
    await ends(scene, 150, 'crm')
    expect(scene.receiver.requests).toHaveLength(3)
    await ends(scene, 160, 'server')
    expect(scene.receiver.messages()[3]).toMatchObject({
      ...{ severity: 'resolved', title: 'Shop: Every backup is as it should be' },
    })
  })

  test('that were not told of become a problem again when they change for the worse', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'run')
    await shows(scene, 5, 'server', 'shop')
    const gone = { ...signs.shop.begins(later(2, 'h')), title: 'shop gets no good dumps' }
    await scene.happens(scene.id, { ...gone, to: 'failing' })
    await scene.at(later(2, 'h'))
    await scene.at(later(121, 'min'))
    expect(scene.receiver.titles()).toEqual([
      'Shop: A scheduled run was missed',
      'Shop: shop gets no good dumps',
    ])
  })

  test('wait in quiet hours, and are not told after them if the worst of them was', async () => {
    await using scene = await aShop()
    await scene.ruleIs({ quietHours: { from: 11 * 60, until: 14 * 60 }, criticalPasses: true })
    await shows(scene, 0, 'server')
    await shows(scene, 60, 'run')
    await scene.at(later(2, 'h'))
    await scene.at(later(3, 'h'))
    expect(scene.receiver.titles()).toEqual(['Shop: A scheduled run was missed'])
    await ends(scene, 200, 'run')
    expect(scene.receiver.requests).toHaveLength(1)
    await ends(scene, 210, 'server')
    expect(scene.receiver.messages()[1]).toMatchObject({ severity: 'resolved' })
  })

  test('are one problem to a channel that two rules lead to', async () => {
    await using scene = await aShop()
    await scene.ruleIs({ kinds: ['run', 'state'], channelIds: [scene.channel.id] })
    const ofDatabases = { name: 'Databases', kinds: ['database' as const] }
    await scene.stores.rules.create(aRule({ ...ofDatabases, channelIds: [scene.channel.id] }))
    await shows(scene, 0, 'run')
    await shows(scene, 5, 'shop')
    await ends(scene, 60, 'shop', 'run')
    expect(scene.receiver.titles()).toEqual([
      'Shop: A scheduled run was missed',
      'Shop: Runs succeed again',
    ])
  })

  test('do not stand for a server that cannot be reached', async () => {
    await using scene = await aShop()
    await shows(scene, 0, 'run')
    const away = { ...signs.server.begins(later(10, 'min')), severity: 'critical' as const }
    await scene.happens(scene.id, { ...away, title: 'Out of reach', to: 'unreachable' })
    await scene.at(later(10, 'min'))
    await scene.at(later(20, 'min'))
    expect(scene.receiver.titles()).toEqual([
      'Shop: A scheduled run was missed',
      'Shop: Out of reach',
    ])
  })
})

const beginning = (name: Sign) => signs[name].begins(start)
const end = (name: Sign) => signs[name].ends(later(2, 'h'))
