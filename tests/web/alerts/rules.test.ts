import { describe, expect, test } from 'vitest'
import type { NewEvent } from '../../../src/core/monitor/event.ts'
import { writeEvents } from '../../../src/store/monitor/events.ts'
import { lateDatabase, safeDatabase } from '../../support/alert-scene.ts'
import { aPanel } from '../../support/panel.ts'

async function withChannel() {
  const panel = await aPanel()
  const channel = await panel.stores.alerts.channels.create({
    ...{ name: 'Hook', kind: 'webhook', values: {}, isEnabled: true },
    secrets: { url: 'http://127.0.0.1:9/x' },
  })
  const ann = await panel.signIn('ann')
  const form = {
    ...{ name: 'Nights', enabled: 'on', channels: channel.id, minSeverity: 'warning' },
    ...{ quietFrom: '22:00', quietUntil: '07:00', zone: 'Europe/Berlin', criticalPasses: 'on' },
    ...{ remindHours: '12', sendsRecovery: 'on', groupWaitSeconds: '30', tags: 'berlin, shop' },
  }
  return { ...panel, ann, form, channel }
}

test('a rule is added, shown as it was entered, changed and deleted', async () => {
  await using scene = await withChannel()
  const { ann, form, channel } = scene
  expect((await ann.post('/alerts/rules', form)).headers.location).toBe('/alerts/rules')
  const [rule] = await scene.stores.alerts.rules.list()
  expect(rule).toMatchObject({
    ...{ name: 'Nights', isEnabled: true, channelIds: [channel.id], minSeverity: 'warning' },
    ...{ quietHours: { from: 1320, until: 420 }, zone: 'Europe/Berlin', criticalPasses: true },
    ...{ remindAfterMs: 43_200_000, groupWaitMs: 30_000, tags: ['berlin', 'shop'], kinds: [] },
  })
  const edit = await ann.get(`/alerts/rules/${rule?.id}`)
  for (const value of ['22:00', '07:00', '12', 'berlin, shop']) {
    expect(edit.body).toContain(`value="${value}"`)
  }
  expect((await ann.get('/alerts/rules')).text).toContain('22:00–07:00 Europe/Berlin')
  await ann.post(`/alerts/rules/${rule?.id}`, {
    ...form,
    quietFrom: '',
    quietUntil: '',
    remindHours: '',
  })
  expect(await scene.stores.alerts.rules.list()).toMatchObject([
    { quietHours: null, remindAfterMs: null },
  ])
  await ann.post(`/alerts/rules/${rule?.id}/removal`)
  expect(await scene.stores.alerts.rules.list()).toEqual([])
  const acts = (await scene.audit()).map(({ action }) => action).slice(-3)
  expect(acts).toEqual(['alert.create-rule', 'alert.update-rule', 'alert.remove-rule'])
})

describe('a rule that cannot be used', () => {
  test.each([
    [{ name: '' }, 'Enter a name.'],
    [{ channels: 'gone' }, 'Choose at least one channel.'],
    [{ quietUntil: '' }, 'Enter a time such as 07:00'],
    [{ quietUntil: '22:00' }, 'They must end at another time.'],
    [{ zone: 'Mars/Base' }, 'Choose a time zone.'],
    [{ remindHours: 'soon' }, 'Enter whole hours'],
    [{ groupWaitSeconds: '-1' }, 'Enter whole seconds'],
  ])('%j: %s', async (changes, sentence) => {
    await using scene = await withChannel()
    const { status, text, body } = await scene.ann.post('/alerts/rules', {
      ...scene.form,
      ...changes,
    })
    expect(status).toBe(422)
    expect(text).toContain(sentence)
    expect(body).toContain('value="berlin, shop"')
    expect(await scene.stores.alerts.rules.list()).toEqual([])
  })
})

test('the preview counts what the rule would have sent of the last 7 days', async () => {
  await using scene = await withChannel()
  const { id } = await scene.aServer({ tags: ['berlin'] })
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  const events: NewEvent[] = [
    lateDatabase(ago(200)), // before
    lateDatabase(ago(50)),
    safeDatabase(ago(20)),
    lateDatabase(ago(10), 'crm'),
    safeDatabase(ago(5), 'crm'),
  ]
  await writeEvents(scene.database.pool, id, events)
  const form = { ...scene.form, quietFrom: '', quietUntil: '' }
  const { text } = await scene.ann.post('/alerts/rules/new/preview', form)
  expect(text).toContain('this rule would have sent 6 messages')
  expect(text).toContain('2 problems, 2 reminders, 2 all-clears')
  expect(await scene.stores.alerts.rules.list()).toEqual([])
})
