import { afterAll, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const to = paths()

test('a schedule that was saved although the scheduler did not start is told as saved, with the trouble', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Half applied' })
  sandbox.faults.schedulerCannotStart = true
  const ann = await panel.signIn('ann')
  const path = to.settings(server.id)
  const answer = await ann.post(path, {
    'value[SCHEDULE]': '0 3 * * *',
    'was[SCHEDULE]': '@daily',
    intent: 'apply',
  })
  expect([answer.status, answer.headers.location]).toEqual([303, path])
  const page = await ann.get(path)
  expect(page.text).toContain('Saved: SCHEDULE. But the server reports: config saved but scheduler')
  expect(page.body).toContain('value="0 3 * * *"')
})

test('a webhook that was saved with that trouble is not taken for the panel’s own any longer', async () => {
  const { server, sandbox } = await panel.aSandbox({ name: 'Called elsewhere' })
  const ann = await panel.signIn('ann')
  await ann.post(to.callback(server.id), { panelAddress: panel.origin })
  expect(await panel.stores.callbacks.find(server.id)).not.toBeNull()
  sandbox.faults.schedulerCannotStart = true
  await ann.post(to.settings(server.id), {
    'value[WEBHOOK_URL]': 'https://hooks.example.org/mine',
    'value[SCHEDULE]': '0 3 * * *',
    'was[SCHEDULE]': '@daily',
    intent: 'apply',
  })
  expect(await panel.stores.callbacks.find(server.id)).toBeNull()
})

test('a message waits for a page that somebody reads, whatever scripts fetch before', async () => {
  const { server } = await panel.aSandbox({ name: 'Messages' })
  const ann = await panel.signIn('ann')
  await ann.post(to.settings(server.id), { intent: 'apply' })
  const byScript = { 'sec-fetch-mode': 'cors' }
  await ann.get(to.serverState(server.id), byScript)
  expect((await ann.get(to.settings(server.id))).text).toContain('Nothing was changed.')
})
