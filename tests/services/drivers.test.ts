import { afterAll, describe, expect, test } from 'vitest'
import { Conflict, NotFound } from '../../src/core/errors.ts'
import { facet } from '../../src/services/drivers.ts'
import { aPanel, teller } from '../support/panel.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const { drivers, servers } = panel.services

describe('the driver of a server', () => {
  test('is opened once, and anew when the server was changed', async () => {
    const server = await panel.aServer({ name: 'Once' })
    const driver = await drivers.open(server)
    expect(await drivers.open(await servers.get(server.id))).toBe(driver)
    const changed = await servers.update(teller, server, { ...server, timeoutMs: 5 }, 'another')
    expect(await drivers.open(changed)).not.toBe(driver)
  })

  test('is not opened while the server is paused, even when it was before', async () => {
    const server = await panel.aServer({ name: 'Paused later' })
    await drivers.open(server)
    const paused = await servers.update(teller, server, { ...server, isEnabled: false })
    await expect(drivers.open(paused)).rejects.toMatchObject({ fault: 'paused' })
  })

  test('is not opened at a former address, which would learn the new token', async () => {
    const server = await panel.aServer({ name: 'Moved meanwhile' })
    await servers.update(teller, server, { ...server, baseUrl: 'http://10.9.9.9' }, 'another')
    await expect(drivers.open(server)).rejects.toThrow(Conflict)
    const asked = { input: server, token: undefined, stored: server }
    const { probes } = panel.services
    await expect(probes.tryOut(asked, AbortSignal.timeout(10_000))).rejects.toThrow(Conflict)
  })

  test('is not opened for a server that is gone', async () => {
    const server = await panel.aServer({ name: 'Gone' })
    await servers.remove(teller, server)
    await expect(drivers.open(server)).rejects.toThrow(NotFound)
  })

  test('tells what its kind can do without the token', async () => {
    const { server, sandbox } = await panel.aSandbox({ name: 'Described', isEnabled: false })
    expect(drivers.describe(server).settings?.catalogue.length).toBeGreaterThan(10)
    expect(sandbox.traffic.requests).toEqual([])
  })
})

test('a facet that a kind lacks is not found', () => {
  expect(() => facet(undefined)).toThrow('This kind of backup server does not offer that.')
})

test('a change of the base URL without the token is refused below the form as well', async () => {
  const server = await panel.aServer({ name: 'Moved' })
  const moved = { ...server, baseUrl: 'http://10.9.9.9' }
  await expect(servers.update(teller, server, moved)).rejects.toThrow('needs the token again')
})
