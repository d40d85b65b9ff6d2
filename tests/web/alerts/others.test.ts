import { expect, test } from 'vitest'
import { aReceiver } from '../../support/alert-scene.ts'
import { aPanel } from '../../support/panel.ts'

const once = {
  ...{ reason: 'New disks', repeats: 'once', zone: 'Europe/Berlin', tags: 'berlin' },
  ...{ startsAt: '2026-07-01T22:00', endsAt: '2026-07-02T02:00' },
}

test('a window is added by the clock of its zone, changed to a weekly one, and deleted', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  await ann.post('/alerts/windows', once)
  const [window] = await panel.stores.alerts.windows.list()
  expect(window).toMatchObject({
    ...{ reason: 'New disks', tags: ['berlin'], createdBy: 'ann' },
    time: {
      startsAt: new Date('2026-07-01T20:00:00Z'),
      endsAt: new Date('2026-07-02T00:00:00Z'),
    },
  })
  const page = `/alerts/windows/${window?.id}`
  expect((await ann.get(page)).body).toContain('value="2026-07-01T20:00"')
  await ann.post(page, { ...once, repeats: 'weekly', weekdays: '6', from: '22:00', until: '02:00' })
  expect(await panel.stores.alerts.windows.list()).toMatchObject([
    { time: { weekdays: [6], from: 1320, until: 120, zone: 'Europe/Berlin' } },
  ])
  expect((await ann.get('/alerts/windows')).text).toContain('Sat 22:00–02:00 Europe/Berlin')
  await ann.post(`${page}/removal`)
  expect(await panel.stores.alerts.windows.list()).toEqual([])
})

test.each([
  [{ reason: '' }, 'Enter a reason'],
  [{ endsAt: '2026-07-01T21:00' }, 'It must end after it starts.'],
  [{ startsAt: 'soon' }, 'Enter day and time.'],
  [{ repeats: 'weekly' }, 'Choose at least one day.'],
])('a window that cannot be: %j', async (changes, sentence) => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  const { status, text } = await ann.post('/alerts/windows', { ...once, ...changes })
  expect([status, text]).toEqual([422, expect.stringContaining(sentence)])
})

test('a server is muted for two hours from its own page', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  const server = await panel.aServer({ name: 'Shop' })
  expect((await ann.get(`/servers/${server.id}`)).text).toContain('Mute for 2 hours')
  const answer = await ann.post(`/servers/${server.id}/windows`)
  expect([answer.status, answer.headers.location]).toEqual([303, `/servers/${server.id}`])
  const [window] = await panel.stores.alerts.windows.list()
  expect(window).toMatchObject({ serverIds: [server.id], createdBy: 'ann' })
  const vera = await panel.signIn('vera')
  expect((await vera.post(`/servers/${server.id}/windows`)).status).toBe(403)
})

test('the summary is set, and its next time told', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  const channel = await panel.stores.alerts.channels.create({
    ...{ name: 'Hook', kind: 'webhook', values: {}, isEnabled: true },
    secrets: { url: 'http://127.0.0.1:9/x' },
  })
  const form = { cadence: 'weekly', weekday: '1', time: '08:00', zone: 'UTC', channels: channel.id }
  expect((await ann.get('/alerts/digest')).text).toContain('No database is known')
  expect((await ann.post('/alerts/digest', { ...form, channels: '' })).status).toBe(422)
  expect((await ann.post('/alerts/digest', form)).status).toBe(303)
  const plan = await panel.stores.alerts.digests.get()
  expect(plan).toMatchObject({ cadence: 'weekly', minute: 480, channelIds: [channel.id] })
  expect(plan.dueAt?.getUTCDay()).toBe(1)
})

test('the dead-man ping is tried out, set, and says what holds it back', async () => {
  await using panel = await aPanel()
  const ann = await panel.signIn('ann')
  const watcher = await aReceiver()
  const form = {
    ...{ enabled: 'on', minutes: '5', exceptTags: 'test' },
    ...{ 'value-url': watcher.url, 'value-method': 'GET', 'value-verifyTls': 'on' },
  }
  expect((await ann.post('/alerts/ping/tests', form)).text).toContain('The watcher took the ping')
  expect(watcher.requests).toHaveLength(1)
  expect((await ann.post('/alerts/ping', { ...form, minutes: '0' })).status).toBe(422)
  expect((await ann.post('/alerts/ping', form)).status).toBe(303)
  const page = await ann.get('/alerts/ping')
  expect(page.text).toContain('The monitor is not at work.')
  expect(page.body).not.toContain('hook-7f3b')
  expect(await panel.stores.alerts.pings.get()).toMatchObject({
    ...{ isEnabled: true, intervalMs: 300_000, exceptTags: ['test'] },
  })
})
