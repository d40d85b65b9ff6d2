import { afterAll, describe, expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { httpServer, json } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const ann = await panel.signIn('ann')

const form = { name: 'Not saved', timeoutSeconds: '5', verifyTls: 'on', enabled: 'on', tags: 'eu' }

describe('testing a connection', () => {
  test('of a stored server walks the whole ladder', async () => {
    const { server } = await panel.aSandbox({ name: 'Shop' })
    const answer = await ann.get(`/servers/${server.id}/probe`)
    expect(answer.status).toBe(200)
    expect(answer.body).not.toContain('data-tone="bad"')
  })

  test('before saving uses what was typed, saves nothing and never hands the token back', async () => {
    const { sandbox } = await panel.aSandbox({ name: 'Somewhere' })
    const typed = { ...form, baseUrl: sandbox.url, token: sandbox.token }
    const answer = await ann.post('/servers/new/probe', typed)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Connection test')
    expect(answer.text).toContain('Nothing is saved yet.')
    expect(answer.body).toContain('value="Not saved"')
    expect(answer.body).toContain(`value="${sandbox.url}"`)
    expect(answer.body).not.toContain(`value="${sandbox.token}"`)
    const names = (await panel.services.servers.list()).map(({ name }) => name)
    expect(names).not.toContain('Not saved')
  })

  test('with a wrong token tells what to do', async () => {
    const { sandbox } = await panel.aSandbox({ name: 'Picky' })
    const typed = { ...form, baseUrl: sandbox.url, token: 'wrong' }
    const answer = await ann.post('/servers/new/probe', typed)
    expect(answer.text).toContain('REST_API_TOKEN')
  })

  test('of a changed form uses the stored token only at its own address', async () => {
    const seen: (string | undefined)[] = []
    const remote = await httpServer((req, res) => {
      seen.push(req.headers.authorization)
      json(res, 200, { status: 'ok' })
    })
    const server = await panel.aServer({ name: 'Same', baseUrl: remote.url, token: 'stored' })
    await ann.post(`/servers/${server.id}/probe`, { ...form, baseUrl: remote.url, token: '' })
    expect(seen.filter(Boolean)).toContain('Bearer stored')
    seen.length = 0
    await ann.post(`/servers/${server.id}/probe`, { ...form, baseUrl: remote.url, token: 'typed' })
    expect(seen.filter(Boolean)).not.toContain('Bearer stored')
  })

  test('of a form with mistakes shows them instead', async () => {
    const answer = await ann.post('/servers/new/probe', { ...form, baseUrl: 'nonsense' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Start the URL with http:// or https://.')
    expect(answer.text).toContain('Enter the token.')
  })

  test('stops calling when the person leaves', async () => {
    const gone = new AbortController()
    const remote = await httpServer(() => gone.abort())
    const server = await panel.aServer({ name: 'Slow', baseUrl: remote.url, timeoutMs: 60_000 })
    const path = `/servers/${server.id}/probe`
    await expect(ann.send(path, { signal: gone.signal })).rejects.toThrow()
    await remote.allClosed()
  })
})
