import { describe, expect, test } from 'vitest'
import {
  alertScene,
  aRule,
  lateDatabase,
  later,
  safeDatabase,
  start,
  unreachable,
  well,
} from '../../support/alert-scene.ts'

test('a problem is told once its group has waited, and its end when it ends', async () => {
  await using scene = await alertScene()
  const { receiver, happens, at } = scene
  const { id } = await scene.aServer({ name: 'Shop', tags: ['berlin'] })
  await happens(id, lateDatabase(start))
  await at(start)
  expect(receiver.titles()).toEqual([])
  await at(later(30, 's'))
  expect(receiver.titles()).toEqual(['Shop: No good dump of shop for 26 hours'])
  await happens(id, safeDatabase(later(2, 'h')))
  await at(later(2, 'h'))
  await at(later(121, 'min'))
  const [alarm, allClear] = receiver.messages()
  expect(alarm).toMatchObject({
    severity: 'warning',
    lines: ['Since 21 Nov 2026, 12:00 UTC.'],
    link: `https://panel.example/admin/servers/${id}`,
    facts: { server: 'Shop', database: 'shop', rule: 'Everything that matters', tags: 'berlin' },
  })
  expect(allClear).toMatchObject({
    severity: 'resolved',
    incident: alarm.incident,
    title: 'Shop: shop is safe again',
  })
  expect(scene.problems).toEqual([])
})

test('what ends before it was told is not told at all', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer()
  await scene.happens(id, lateDatabase(start), safeDatabase(later(10, 's')))
  await scene.at(later(10, 's'))
  await scene.at(later(1, 'h'))
  expect(scene.receiver.titles()).toEqual([])
  const { open, closed } = await scene.alerts.overview.problems(start)
  expect([open.length, closed.length]).toEqual([0, 1])
})

test('that a server is well at first sight is no problem, not even for information', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer()
  await scene.happens(id, { ...well(start), severity: 'info' })
  await scene.at(start)
  expect((await scene.alerts.overview.problems(start)).closed).toEqual([])
})

test('one dead host is one message that names its ten servers, and so is its return', async () => {
  await using scene = await alertScene()
  const { happens, at, receiver } = scene
  const ids: string[] = []
  for (let n = 1; n <= 10; n += 1) {
    const baseUrl = `http://backup.example:80${10 + n}`
    ids.push((await scene.aServer({ name: `S${n}`, baseUrl })).id)
  }
  for (const [index, id] of ids.entries()) {
    await happens(id, unreachable(later(index * 9, 's')))
    await at(later(index * 9, 's'))
  }
  await at(later(2, 'min'))
  expect(receiver.titles()).toEqual(['10 servers at backup.example do not answer'])
  const [{ lines, severity, incident, link }] = receiver.messages()
  expect(severity).toBe('critical')
  expect(link).toBe('https://panel.example/admin/alerts')
  expect(lines).toHaveLength(10)
  expect(lines[9]).toContain('S10: The server cannot be reached')
  for (const id of ids) await happens(id, well(later(10, 'min')))
  await at(later(10, 'min'))
  await at(later(11, 'min'))
  const allClear = receiver.messages()[1]
  expect(receiver.titles()[1]).toBe('10 servers at backup.example answer again')
  expect([allClear.severity, allClear.incident]).toEqual(['resolved', incident])
  await at(later(3, 'h'))
  expect(receiver.requests).toHaveLength(2)
})

test('a group of which something is still wrong is not called resolved', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer()
  await scene.happens(id, lateDatabase(start, 'shop'), lateDatabase(start, 'crm'))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  expect(scene.receiver.titles()).toEqual(['2 problems on 1 server'])
  await scene.happens(id, safeDatabase(later(5, 'min'), 'shop'))
  await scene.at(later(5, 'min'))
  await scene.at(later(6, 'min'))
  expect(scene.receiver.messages()[1]).toMatchObject({ severity: 'info' })
  await scene.happens(id, safeDatabase(later(8, 'min'), 'crm'))
  await scene.at(later(8, 'min'))
  await scene.at(later(9, 'min'))
  expect(scene.receiver.messages()[2]).toMatchObject({ severity: 'resolved' })
})

test('what became worse is told again at once, and what became less bad is not', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer()
  await scene.happens(id, lateDatabase(start))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  const worse = { ...lateDatabase(later(2, 'min')), severity: 'critical' as const, title: 'Empty' }
  await scene.happens(id, worse)
  await scene.at(later(2, 'min'))
  await scene.at(later(3, 'min'))
  const [first, second] = scene.receiver.messages()
  expect(second).toMatchObject({ severity: 'critical', title: 'Shop: Empty' })
  expect(second.incident).toBe(first.incident)
  await scene.happens(id, lateDatabase(later(10, 'min')))
  await scene.at(later(11, 'min'))
  await scene.at(later(20, 'min'))
  expect(scene.receiver.requests).toHaveLength(2)
})

test('a server that is reached again, but fails, is told anew', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer({ name: 'Shop' })
  await scene.happens(id, unreachable(start))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  const failing = { ...unreachable(later(2, 'min')), title: 'Backups are failing', to: 'failing' }
  await scene.happens(id, failing)
  await scene.at(later(2, 'min'))
  await scene.at(later(3, 'min'))
  expect(scene.receiver.titles()[1]).toBe('Shop: Backups are failing')
})

test('a server that is paused is no problem any more, and whoever was told hears of it', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer({ name: 'Shop' })
  await scene.happens(id, unreachable(start))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  const paused = { ...well(later(2, 'min')), severity: 'info' as const, title: 'It is paused' }
  await scene.happens(id, paused)
  await scene.at(later(2, 'min'))
  await scene.at(later(3, 'min'))
  expect(scene.receiver.messages()[1]).toMatchObject({
    severity: 'resolved',
    title: 'Shop: It is paused',
  })
})

describe('reminders', () => {
  test('come as long as the problem is open, in the thread of the alarm', async () => {
    await using scene = await alertScene()
    const { id } = await scene.aServer({ name: 'Shop' })
    await scene.happens(id, lateDatabase(start))
    await scene.at(start)
    await scene.at(later(1, 'min'))
    await scene.at(later(23, 'h'))
    expect(scene.receiver.requests).toHaveLength(1)
    await scene.at(later(25, 'h'))
    await scene.at(later(50, 'h'))
    const [alarm, first, second] = scene.receiver.messages()
    expect(first.title).toBe('Still so: Shop: No good dump of shop for 26 hours')
    expect(second.incident).toBe(alarm.incident)
    await scene.happens(id, safeDatabase(later(51, 'h')))
    await scene.at(later(51, 'h'))
    await scene.at(later(200, 'h'))
    expect(scene.receiver.requests).toHaveLength(4)
  })

  test('do not come from a rule without them, nor an all-clear where none is wanted', async () => {
    await using scene = await alertScene()
    await scene.ruleIs({ remindAfterMs: null, sendsRecovery: false })
    const { id } = await scene.aServer()
    await scene.happens(id, lateDatabase(start))
    await scene.at(start)
    await scene.at(later(1, 'min'))
    await scene.at(later(90, 'h'))
    await scene.happens(id, safeDatabase(later(91, 'h')))
    await scene.at(later(91, 'h'))
    await scene.at(later(92, 'h'))
    expect(scene.receiver.requests).toHaveLength(1)
  })
})

test('two rules that lead to one channel tell it once', async () => {
  await using scene = await alertScene()
  const channelIds = [scene.channel.id]
  await scene.stores.rules.create(aRule({ name: 'Another', channelIds }))
  const { id } = await scene.aServer()
  await scene.happens(id, lateDatabase(start))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  expect(scene.receiver.requests).toHaveLength(1)
})

test('no message carries evidence, a secret or an address', async () => {
  await using scene = await alertScene()
  const { id } = await scene.aServer({ baseUrl: 'http://10.9.8.7:8080' })
  await scene.happens(id, lateDatabase(start))
  await scene.at(start)
  await scene.at(later(1, 'min'))
  const sent = JSON.stringify(scene.receiver.messages())
  const rows = JSON.stringify(await scene.stores.outbox.recent(10))
  for (const text of ['raw words', '10.9.8.7', 'hook-7f3b', 'token']) {
    expect(sent).not.toContain(text)
    expect(rows).not.toContain(text)
  }
})
