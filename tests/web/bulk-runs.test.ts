import { afterAll, describe, expect, test } from 'vitest'
import { paths } from '../../src/web/paths.ts'
import { aPanel } from '../support/panel.ts'
import { postTicked } from '../support/ticked.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const otto = await panel.signIn('otto')
const to = paths()

const shop = await panel.aSandbox({ name: 'Shop' })
const blog = await panel.aSandbox({ name: 'Blog' })
const dead = await panel.aServer({ name: 'Dead', baseUrl: 'http://127.0.0.1:1' })
const resting = await panel.aServer({ name: 'Resting', isEnabled: false })
const all = [shop.server.id, blog.server.id, dead.id, resting.id]

const runsAsked = () =>
  [shop, blog].map(({ sandbox }) => sandbox.traffic.count('POST /backup')) as [number, number]
const tick = (path: string, values: string[], fields = {}) =>
  postTicked(otto, path, { name: 'server', values }, fields)

describe('confirming a run on many servers', () => {
  test('lists consequences and servers, leaves paused ones out, and starts nothing', async () => {
    const page = await tick(to.newManyRuns(), all)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Run a backup on 3 servers?')
    expect(page.text).toContain('1 left out')
    expect(page.text).toContain('Resting Paused, so it is not contacted')
    expect(page.body).not.toContain(`value="${resting.id}"`)
    expect(runsAsked()).toEqual([0, 0])
  })

  test('lists all that match the filter, also those of other pages', async () => {
    const page = await tick(to.newManyRuns(), [], { all: 'matching', query: 'status=enabled' })
    expect(page.text).toContain('Run a backup on 3 servers?')
    expect(page.text).not.toContain('Resting')
  })

  test('offers no button when nothing can run', async () => {
    const page = await tick(to.newManyRuns(), [resting.id])
    expect(page.text).toContain('None of these can run a backup')
    expect(page.body).not.toContain('type="submit">Run')
  })

  test('without a tick leads back to the list as it was, with a hint', async () => {
    const answer = await tick(to.newManyRuns(), [], { next: '/servers?q=sho' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/servers?q=sho'])
    expect((await otto.get('/servers?q=sho')).text).toContain('Tick at least one server first.')
  })

  test('leads nowhere but back into the panel', async () => {
    const page = await tick(to.newManyRuns(), [shop.server.id], { next: 'https://evil.example/' })
    expect(page.body).not.toContain('evil.example')
  })
})

describe('a run on many servers', () => {
  test('without one leads back to the list, and tells of nothing done', async () => {
    const answer = await tick(to.manyRuns(), [])
    expect([answer.status, answer.headers.location]).toEqual([303, to.servers()])
  })

  test('starts where it can, and tells of each what happened; reloading repeats nothing', async () => {
    const answer = await tick(to.manyRuns(), all)
    expect([answer.status, answer.headers.location]).toEqual([303, to.manyRuns()])
    const result = await otto.get(to.manyRuns())
    expect(result.text).toContain('2 started, 1 failed, 1 left out')
    expect(result.text).toMatch(/Dead Failed The connection was refused/)
    expect(result.body).toMatch(new RegExp(`href="${to.jobs(shop.server.id)}/[^"]+"`))
    await otto.get(to.manyRuns())
    expect(runsAsked()).toEqual([1, 1])
  })

  test('offers to try just the failed ones again', async () => {
    const { body } = await otto.get(to.manyRuns())
    const [, retry = ''] = /action="\/runs\/new">(.*?)<\/form>/s.exec(body) ?? []
    expect(retry).toContain(`value="${dead.id}"`)
    expect(retry).not.toContain(shop.server.id)
  })

  test('leaves a row for each server that was asked', async () => {
    const rows = (await panel.audit()).filter(({ action }) => action === 'run.start')
    expect(rows.map(({ target, outcome }) => `${target.name} ${outcome}`).sort()).toEqual([
      'Blog done',
      'Dead failed',
      'Shop done',
    ])
  })

  test('is seen by the person who started it alone', async () => {
    const ann = await panel.signIn('ann')
    const answer = await ann.get(to.manyRuns())
    expect([answer.status, answer.headers.location]).toEqual([303, to.servers()])
  })

  test('can be linked to, and survives odd questions', async () => {
    expect((await otto.get(`${to.newManyRuns()}?server=${shop.server.id}`)).text).toContain(
      'Run a backup on 1 server?',
    )
    for (const odd of ['?server[x]=1', '?server=nobody', '?server=%00&next=//evil']) {
      expect((await otto.get(to.newManyRuns() + odd)).status).toBeLessThan(400)
    }
  })
})

test('a viewer finds no boxes, and is refused', async () => {
  const vera = await panel.signIn('vera')
  expect((await vera.get(to.servers())).body).not.toContain('name="server"')
  expect((await otto.get(to.servers())).body).toContain('name="server"')
  expect((await postTicked(vera, to.manyRuns(), { name: 'server', values: all })).status).toBe(403)
})
