import { afterAll, expect, test } from 'vitest'
import { filledId, fillTables } from '../../bench/fleet/fill-tables.ts'
import { aPanel } from '../support/panel.ts'

const limitBytes = 300_000

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const size = { servers: 1000, databases: 2, days: 3, now: new Date() }
await fillTables(panel.database.pool, size)
const vera = await panel.signIn('vera')

test.each([
  '/',
  '/?board=1',
  '/calendar',
  `/calendar?day=${new Date().toISOString().slice(0, 10)}`,
  `/servers/${filledId(500)}/runs`,
])('%s stays light with a thousand servers', async (path) => {
  const { status, body } = await vera.get(path)
  expect(status).toBe(200)
  expect(Buffer.byteLength(body)).toBeLessThan(limitBytes)
})
