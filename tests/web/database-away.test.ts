import { expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { freshDatabase } from '../support/postgres.ts'
import { tcpRelay } from '../support/tcp-relay.ts'

test('while the panel’s database is away its pages say so, and are back by themselves', async () => {
  await using own = await freshDatabase()
  const direct = new URL(own.url)
  const relay = await tcpRelay({ host: direct.hostname, port: Number(direct.port) })
  const url = Object.assign(new URL(direct), { port: relay.port }).href
  await using panel = await aPanel({ env: { DATABASE_URL: url } })
  const ann = await panel.signIn('ann')

  await relay.cut()
  for (const path of ['/', '/servers', '/account', '/login']) {
    const answer = await ann.get(path)
    expect([path, answer.status, answer.headers['retry-after']]).toEqual([path, 503, '10'])
    expect(answer.text).toContain('The panel’s database is away')
    expect(answer.text).not.toContain('Sign in')
  }
  expect(panel.logged.filter((line) => line.includes('a fault of the panel'))).toEqual([])

  await relay.restore()
  expect((await ann.get('/')).status).toBe(200)
})
