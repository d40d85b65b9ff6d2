import { expect, test } from 'vitest'
import { aPanel } from '../support/panel.ts'
import { monitorOf } from '../support/polls.ts'

/** A panel whose monitor has just found that a server refuses its token; nobody has seen a page yet. */
async function aFinding() {
  const panel = await aPanel()
  const { server, sandbox } = await panel.aSandbox({ name: 'Watched' })
  sandbox.faults.setReply('/', { kind: 'wrong-token' })
  await monitorOf(panel).poll(server)
  return { panel, sandbox, [Symbol.asyncDispose]: panel[Symbol.asyncDispose] }
}

test('what the monitor found is in the list and beside every page, and nobody is asked', async () => {
  await using scene = await aFinding()
  const { panel, sandbox } = scene
  const asked = sandbox.traffic.requests.length
  const ann = await panel.signIn('ann')
  for (const page of ['/servers', '/sidebar']) {
    expect((await ann.get(page)).text, page).toContain('Token refused')
  }
  expect(sandbox.traffic.requests.length).toBe(asked)
})

test('what was found long ago is not told as if it held for the present', async () => {
  await using scene = await aFinding()
  await monitorOf(scene.panel).rows("update snapshots set polled_at = now() - interval '1 hour'")
  await using other = await aPanel({ database: { url: scene.panel.databaseUrl } })
  const vera = await other.signIn('vera')
  expect((await vera.get('/servers')).text).not.toContain('Token refused')
})

test('the list can be sorted by what the monitor found, the worst first', async () => {
  await using scene = await aFinding()
  await scene.panel.aServer({ name: 'Alpha' })
  const vera = await scene.panel.signIn('vera')
  const namesBy = async (sort: string) =>
    (await vera.get(`/servers?sort=${sort}`)).body.match(/(?<=class="row-link"[^>]*>)[^<]+/g)
  expect(await namesBy('name')).toEqual(['Alpha', 'Watched'])
  expect(await namesBy('state')).toEqual(['Watched', 'Alpha'])
  expect(await namesBy('-state')).toEqual(['Alpha', 'Watched'])
  expect((await vera.get('/servers')).body).toContain('href="/servers?sort=state"')
})
