import { afterAll, describe, expect, test } from 'vitest'
import { filledId, fillTables } from '../../bench/fleet/fill-tables.ts'
import { aPanel } from '../support/panel.ts'
import { rawServer } from '../support/scripted-server.ts'

const panel = await aPanel()
afterAll(() => panel[Symbol.asyncDispose]())
const now = new Date()
await fillTables(panel.database.pool, { servers: 60, databases: 2, days: 35, now })
const vera = await panel.signIn('vera')

describe('the overview', () => {
  test('answers first whether every database is safe', async () => {
    const { status, text } = await vera.get('/')
    expect(status).toBe(200)
    expect(text).toMatch(/\d+ of 118 databases are known to be safe/)
    expect(text).toMatch(/1 job/)
  })

  test('shows the worst first, each with its reason and for how long', async () => {
    const { text } = await vera.get('/')
    const places = [
      'Failing for',
      'The server does not accept the token',
      'The connection was refused',
    ]
    const found = places.map((words) => text.indexOf(words))
    expect(found).toEqual(found.toSorted((a, b) => a - b))
    expect(found).not.toContain(-1)
  })

  test('is cut into pages, and narrowed by state, tag, text and the state of databases', async () => {
    expect((await vera.get('/')).text).toContain('1–50 of 60')
    expect((await vera.get('/?page=2')).text).toContain('51–60 of 60')
    expect((await vera.get('/?state=refused')).text).toContain('1 matching server')
    expect((await vera.get('/?database=failing')).text).toContain('2 matching servers')
    expect((await vera.get('/?tag=staging&q=berlin')).text).toMatch(/\d matching servers?/)
    const none = await vera.get('/?q=nothing-is-called-so')
    expect(none.text).toContain('No server matches')
  })

  test('bears odd questions', async () => {
    for (const odd of [
      '?page=999',
      '?sort=nonsense',
      '?q=a&q=b',
      '?tag[x]=1',
      '?q=%00',
      '?state=x',
    ]) {
      expect((await vera.get(`/${odd}`)).status).toBe(200)
    }
  })

  test('contacts nobody', async () => {
    await using quiet = await aPanel()
    const silent = await rawServer(() => undefined)
    await quiet.aServer({ name: 'Black hole', baseUrl: silent.url })
    const answer = await (await quiet.signIn('vera')).get('/')
    expect(answer.text).toContain('Black hole')
    expect(answer.text).toContain('Not measured yet')
    expect(silent.opened()).toBe(0)
  })

  test('leads from nothing to the first server', async () => {
    await using empty = await aPanel()
    const [ann, vera] = [await empty.signIn('ann'), await empty.signIn('vera')]
    expect((await ann.get('/')).body).toContain('href="/servers/new"')
    expect((await vera.get('/')).text).toContain('An administrator can add one.')
  })

  test('says that nobody watches, and tells nothing old as if it were so now', async () => {
    await using old = await aPanel()
    const yesterday = new Date(now.getTime() - 24 * 3_600_000)
    await fillTables(old.database.pool, { servers: 3, databases: 1, days: 3, now: yesterday })
    const { text, body } = await (await old.signIn('vera')).get('/')
    expect(text).toContain('The monitor is not running')
    expect(text).toContain('Nothing certain is known right now')
    expect(text).toContain('Not looked at for 24 hours')
    expect(body).not.toContain('badge" data-tone="ok"')
  })
})

describe('the wallboard', () => {
  test('has no navigation, the worst problems and the age of the data', async () => {
    const { body, text, headers } = await vera.get('/?board=1&theme=dark')
    expect(body).not.toContain('class="app-bar"')
    expect(body).toContain('data-theme="dark"')
    expect(body).toMatch(/data-ticking="\d+"/)
    expect(text).toContain('Token refused')
    expect(headers['refresh']).toBe('60')
  })

  test('takes no theme but its own', async () => {
    expect((await vera.get('/?board=1&theme=%22%3E')).body).toContain('data-theme=""')
  })
})

describe('the runs of a server', () => {
  // Its night begins before midnight in UTC: at any hour all its runs are over, and the last one failed.
  const runs = `/servers/${filledId(14)}/runs`

  test('are listed with what became of them', async () => {
    const { text } = await vera.get(runs)
    for (const words of ['35 runs', 'Failed', 'No new dump of shop', '2 new dumps', 'Verified']) {
      expect(text).toContain(words)
    }
  })

  test('are narrowed, and an empty ledger says why it is empty', async () => {
    expect((await vera.get(`${runs}?verdict=failed`)).text).toContain('matching run')
    expect((await vera.get(`${runs}?verdict=lost`)).text).toContain('No run matches')
    expect((await vera.get(`${runs}?day=2020-01-01`)).text).toContain('No run matches')
    const { id } = await panel.aServer({ name: 'New' })
    expect((await vera.get(`/servers/${id}/runs`)).text).toContain('No run yet')
  })

  test('are posted to as before, to start one', async () => {
    const { server } = await panel.aSandbox({ name: 'Alive' })
    const answer = await (await panel.signIn('otto')).post(`/servers/${server.id}/runs`)
    expect(answer.headers.location).toContain(`/servers/${server.id}/jobs/`)
  })
})

test('the events of a server are listed, newest first, and narrowed', async () => {
  const events = `/servers/${filledId(3)}/events`
  expect((await vera.get(events)).text).toContain('Somebody changed its settings')
  expect((await vera.get(`${events}?kind=clock`)).text).toContain('No event matches')
  expect((await vera.get(`${events}?before=nonsense&kind=x&severity=y`)).status).toBe(200)
  const { id } = await panel.aServer({ name: 'Newer' })
  expect((await vera.get(`/servers/${id}/events`)).text).toContain('Nothing has changed yet')
})

describe('the calendar', () => {
  test('says of a month that nothing is known in it', async () => {
    const words = 'No run is known in this month'
    expect((await vera.get('/calendar?q=nothing-is-called-so')).text).toContain(words)
    expect((await vera.get('/calendar')).text).not.toContain(words)
  })

  const iso = (at: Date) => at.toISOString().slice(0, 10)
  const yesterday = iso(new Date(now.getTime() - 86_400_000))

  test('shows a month, and leads to each of its days', async () => {
    const { body, text } = await vera.get(`/calendar?month=${yesterday.slice(0, 7)}`)
    expect(body).toContain(`href="/calendar?day=${yesterday}"`)
    expect(text).toMatch(/\d+ verified/)
    const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1))
    const coming = await vera.get(`/calendar?month=${iso(next).slice(0, 7)}`)
    expect(coming.text).toMatch(/59 to come/)
    expect(coming.text).not.toMatch(/verified\s*<\/span>/)
  })

  test('lists the runs of a day, those in trouble first', async () => {
    const { text, status } = await vera.get(`/calendar?day=${yesterday}`)
    expect(status).toBe(200)
    expect(text).toContain('60 matching runs')
    expect((await vera.get(`/calendar?day=${yesterday}&q=nobody`)).text).toContain(
      'No run on this day',
    )
  })

  test('of one server leads to its own runs', async () => {
    const { body, text } = await vera.get(
      `/calendar?month=${yesterday.slice(0, 7)}&server=${filledId(1)}`,
    )
    expect(body).toContain(`href="/servers/${filledId(1)}/runs?day=${yesterday}"`)
    expect(text).toContain('Only Billing Berlin 1')
  })

  test('bears odd questions', async () => {
    for (const odd of [
      '?month=2026-99',
      '?month[]=1',
      '?day=yesterday',
      '?server=%00',
      '?tag=%00&q=%00',
    ]) {
      expect((await vera.get(`/calendar${odd}`)).status).toBe(200)
    }
  })
})
