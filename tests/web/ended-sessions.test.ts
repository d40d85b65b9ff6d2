import { afterAll, expect, test, vi } from 'vitest'
import type { Client } from '../support/client.ts'
import { aPanel } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const { server, sandbox } = await panel.aSandbox({ name: 'Slow' })

/** What ends a session while a page of it is under way. */
const endings: Record<string, (client: Client) => Promise<unknown>> = {
  'signing out': (client) => client.post('/logout'),
  'an administrator who signs them out everywhere': async () => {
    const known = await panel.stores.users.findWithPassword('otto')
    await panel.stores.users.endSessions(known?.user.id ?? '')
  },
}

test.each(Object.entries(endings))('after %s a slow page brings nobody back', async (_, end) => {
  const client = await panel.signIn('otto')
  const asked = sandbox.traffic.count('GET /status')
  const until = (async () => {
    const isAsked = () => expect(sandbox.traffic.count('GET /status')).toBeGreaterThan(asked)
    await vi.waitFor(isAsked, { timeout: 25_000 })
    await end(client)
  })()
  sandbox.faults.setReply('/status', { kind: 'held', until })
  expect((await client.get(`/servers/${server.id}/state`)).status).toBe(200)
  expect((await client.get('/account')).headers.location).toMatch(/^\/login/)
})
